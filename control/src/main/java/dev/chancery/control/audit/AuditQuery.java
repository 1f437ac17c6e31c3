package dev.chancery.control.audit;

import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Cidr;
import dev.chancery.control.principal.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which entries are asked for.
 *
 * @param scope whose log
 * @param id one entry's place in the log
 * @param since entries at or after it
 * @param before entries earlier than it
 * @param action the word of an action
 * @param actorEmail the e-mail address of the user who acted, whatever its case
 * @param actorIp where the request came from
 * @param zoneName the zone it happened in, by the name it has or had
 * @param newestFirst the order
 * @param offset entries to pass over
 * @param limit entries at most
 */
record AuditQuery(
        Scope scope,
        OptionalLong id,
        Optional<Instant> since,
        Optional<Instant> before,
        Optional<String> action,
        Optional<String> actorEmail,
        Optional<Cidr> actorIp,
        Optional<String> zoneName,
        boolean newestFirst,
        long offset,
        int limit) {
    /** Whose log is read. */
    sealed interface Scope {
        /** What happened in an account. */
        record OfAccount(AccountId account) implements Scope {}

        /** What a user did to its own things, outside accounts. */
        record OfUser(UserId user) implements Scope {}
    }
}
