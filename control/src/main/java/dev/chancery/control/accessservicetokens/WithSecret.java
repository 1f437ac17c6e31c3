package dev.chancery.control.accessservicetokens;

/**
 * A token with the secret that was just made for it.
 *
 * @param token the token
 * @param secret shown in this answer and never again
 */
public record WithSecret(ServiceToken token, ClientSecret secret) {}
