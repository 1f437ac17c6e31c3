package dev.chancery.control.principal;

/**
 * Who did it, from where, in which request: what an audit entry says of a caller.
 *
 * @param principal the caller
 * @param ip the address the request came from, as text (forwarded-for only behind a trusted proxy)
 * @param requestId the id on the answer and on every log line
 */
public record Actor(Principal principal, String ip, String requestId) {}
