package dev.chancery.control.accessservicetokens;

/**
 * What a caller wants a new service token to be.
 *
 * @param name its name
 * @param lifetime how long it is good
 * @param enabled whether it is accepted
 * @param secretVersion what its secrets are counted from
 */
public record ServiceTokenDraft(String name, Lifetime lifetime, boolean enabled, long secretVersion) {}
