package dev.chancery.control.principal;

/**
 * The capability to work on a zone: it exists, and the actor holds the permission the operation's route names. Only the
 * gate makes one for a request; an operation that takes it cannot be called without.
 *
 * @param zone the zone
 * @param account the account the zone lies in
 * @param zoneName the zone's domain name, lower case without a trailing dot
 * @param actor who calls
 */
public record ZoneAccess(ZoneId zone, AccountId account, String zoneName, Actor actor) implements AccountOrZoneAccess {}
