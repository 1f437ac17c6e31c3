package dev.chancery.control.principal;

/**
 * The capability to work on what an account keeps, at the account's own path or at that of one of its zones. The Access
 * families have both paths; the two are views of one store.
 */
public sealed interface AccountOrZoneAccess permits AccountAccess, ZoneAccess {
    /** The account that keeps it; of a zone, the account the zone lies in. */
    AccountId account();

    /** Who calls. */
    Actor actor();
}
