package dev.chancery.control.publishing;

import dev.chancery.control.principal.AccountId;
import java.time.Instant;
import java.util.UUID;

/**
 * An SSH CA, as whoever signs with its key, or takes back what it signed, must know it.
 *
 * @param id 48 hex digits of an application's, a UUID of a gateway's
 * @param account whose it is
 * @param publicKey the line servers trust it by
 * @param key its sealed private key
 * @param createdOn when it was made, in microseconds
 */
public record SshAuthority(String id, AccountId account, String publicKey, UUID key, Instant createdOn) {}
