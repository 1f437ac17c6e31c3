package dev.chancery.control.gatewayca;

import dev.chancery.control.principal.AccountId;
import java.time.Instant;
import java.util.UUID;

/**
 * The CA of an account's gateway.
 *
 * @param id its id
 * @param account whose it is
 * @param publicKey the line servers trust it by
 * @param key its sealed private key
 * @param createdOn when, in microseconds
 */
public record GatewayCa(GatewayCaId id, AccountId account, String publicKey, UUID key, Instant createdOn) {}
