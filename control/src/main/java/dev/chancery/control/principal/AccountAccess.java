package dev.chancery.control.principal;

/**
 * The capability to work on an account: it exists, and the actor holds the permission the operation's route names.
 *
 * @param account the account
 * @param actor who calls
 */
public record AccountAccess(AccountId account, Actor actor) implements AccountOrZoneAccess {}
