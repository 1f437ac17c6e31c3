package dev.chancery.control.revocationlists;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Crl;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Fetches the revocation lists that are due: half way to their next update, at least once a day and at most every ten minutes;
 * after a failure ten minutes later, whose reason is kept. Called on a schedule, on any number of replicas: the same list twice
 * changes nothing.
 */
public final class FetchRevocationLists {
    private static final Duration SHORTEST = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Fetched in one round at most, one after the other. */
    private static final int MOST = 10;

    private final Database database;
    private final ListIntake intake;
    private final List<Family> families;
    private final InstantSource clock;
    private final SourceStore store = new SourceStore();

    public FetchRevocationLists(Database database, ListIntake intake, List<Family> families, InstantSource clock) {
        this.database = database;
        this.intake = intake;
        this.families = List.copyOf(families);
        this.clock = clock;
    }

    /** One round. */
    public void run() {
        List<Source> due = database.read(tx -> store.due(tx, clock.instant(), MOST));
        for (Source source : due) {
            families.stream()
                    .filter(family -> family.word().equals(source.family()))
                    .findFirst()
                    .ifPresent(family -> fetch(source, family));
        }
    }

    private void fetch(Source source, Family family) {
        boolean there = database.read(tx -> family.cas().find(tx, source.account(), source.authority()))
                .isPresent();
        if (!there) {
            database.write(Lane.GENERAL, tx -> store.forget(tx, source.authority()));
            return;
        }
        Source next = outcome(source, family);
        database.write(Lane.GENERAL, tx -> {
            store.note(tx, next);
            return next;
        });
    }

    private Source outcome(Source source, Family family) {
        try {
            Crl crl = Download.list(source.url());
            intake.take(
                    source.account(),
                    family,
                    source.authority(),
                    crl,
                    "/url",
                    AuditEntry.byHouse(
                                    "crl fetcher",
                                    source.account(),
                                    Action.REPLACE,
                                    ObjectKind.REVOCATION_LIST,
                                    source.authority().toString())
                            .with("url", source.url().toString()));
            return source.next(after(crl, clock.instant()), null);
        } catch (Download.Failed e) {
            return source.next(clock.instant().plus(SHORTEST), e.sentence());
        } catch (Refusal e) {
            return source.next(clock.instant().plus(SHORTEST), String.valueOf(e.getMessage()));
        }
    }

    /** When a list is fetched again. */
    static Instant after(Crl crl, Instant now) {
        Duration half = crl.nextUpdate()
                .map(next -> Duration.between(now, next).dividedBy(2))
                .orElse(SHORTEST);
        Duration pause = half.compareTo(SHORTEST) < 0 ? SHORTEST : half.compareTo(LONGEST) > 0 ? LONGEST : half;
        return now.plus(pause);
    }
}
