package dev.chancery.control.principal;

/** What an operation touches, as far as permission is concerned. */
public sealed interface Resource {
    /** The calling user itself. */
    record OfUser(UserId user) implements Resource {}

    /** An account. */
    record OfAccount(AccountId account) implements Resource {}

    /** A zone, which lies in an account. */
    record OfZone(ZoneId zone, AccountId account) implements Resource {}
}
