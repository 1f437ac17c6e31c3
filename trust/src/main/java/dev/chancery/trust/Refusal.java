package dev.chancery.trust;

/**
 * Why a client is not let in, for programs and for people.
 *
 * @param sentence what was found and what is expected; names the certificate
 */
public record Refusal(Reason reason, String sentence) {}
