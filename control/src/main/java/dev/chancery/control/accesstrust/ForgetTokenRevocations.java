package dev.chancery.control.accesstrust;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.TrustEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Forgets that tokens were revoked once none of that time can be valid any more, and has edges forget it too. Called on a schedule.
 */
public final class ForgetTokenRevocations {
    /** No browser keeps a cookie longer (RFC 6265bis section 5.5). */
    private static final Duration LONGEST_COOKIE = Duration.ofDays(400);

    private final Database database;
    private final AccessTrust trust;
    private final InstantSource clock;
    private final AccessRowStore rows = new AccessRowStore(443);

    public ForgetTokenRevocations(Database database, AccessTrust trust, InstantSource clock) {
        this.database = database;
        this.trust = trust;
        this.clock = clock;
    }

    /** One round. */
    public void run() {
        Instant now = clock.instant();
        if (database.read(tx -> rows.anyRevokedBefore(tx, now.minus(LONGEST_COOKIE)))) {
            database.write(Lane.TRUST, tx -> {
                Instant end = end(tx, now);
                Told told = trust.in(tx);
                rows.usersRevokedBefore(tx, end, told::user);
                rows.applicationsRevokedBefore(tx, end, told::application);
                rows.forgetRevokedBefore(tx, end);
                return told.publish().isPresent();
            });
        }
    }

    /** Before this nothing that is valid can have been issued. */
    private static Instant end(Tx tx, Instant now) {
        Duration longest = TrustLog.entries(tx).stream()
                .flatMap(entry -> session(entry).stream())
                .reduce(LONGEST_COOKIE, (one, other) -> one.compareTo(other) >= 0 ? one : other);
        return now.minus(longest);
    }

    private static Optional<Duration> session(TrustEntry entry) {
        if (entry instanceof AccessEntry.Application(var application)) {
            return Optional.of(application.session());
        }
        if (entry instanceof AccessEntry.Policy(var policy)) {
            return Optional.ofNullable(policy.session());
        }
        return entry instanceof AccessEntry.Organization organization
                ? Optional.ofNullable(organization.session())
                : Optional.empty();
    }
}
