package dev.chancery.access.saml;

/**
 * What a response has to answer.
 *
 * @param provider whom we asked
 * @param us who asked
 * @param request the id of the request; the caller sees to it that it is answered once
 */
public record Expected(SamlProvider provider, ServiceProvider us, String request) {}
