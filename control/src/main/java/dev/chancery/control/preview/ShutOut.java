package dev.chancery.control.preview;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.CurrentBundle;
import dev.chancery.control.publishing.Trust;
import dev.chancery.trust.Change;
import dev.chancery.trust.Judge;
import dev.chancery.trust.Refusal;
import dev.chancery.trust.Revision;
import dev.chancery.trust.TrustBundle;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out whom a change would shut out: it is made in transactions that are undone, the bundle it would have led to is put together,
 * and the clients seen last are judged by that and by the present one. Nothing is changed, and no edge hears of it.
 */
public final class ShutOut {
    private static final int MOST_JUDGED = 10_000;

    private final Database database;
    private final CurrentBundle current;
    private final InstantSource clock;
    private final SeenClientStore store = new SeenClientStore();

    public ShutOut(Database database, CurrentBundle current, InstantSource clock) {
        this.database = database;
        this.current = current;
        this.clock = clock;
    }

    /** A client that is let in now and would be refused. */
    record Client(SeenClient seen, Refusal why) {}

    /**
     * What a change would do.
     *
     * @param revision the one it was judged against
     * @param judged how many clients at how many hostnames, one for each pair
     * @param refused those shut out, the last seen first
     */
    record Preview(Revision revision, int judged, List<Client> refused) {
        Preview {
            refused = List.copyOf(refused);
        }
    }

    /**
     * @param account whose hostnames are looked at
     * @param change makes the change
     * @throws dev.chancery.control.refusal.Refusal if the change would be refused
     */
    Preview of(AccountId account, Runnable change) {
        CurrentBundle.At now = current.now();
        List<Change> changes = new ArrayList<>();
        Database.rehearse(
                () -> {
                    change.run();
                    return now;
                },
                tx -> changes.addAll(Trust.changesSince(tx, now.revision())));
        List<SeenClient> seen = database.read(tx -> seen(tx, account));
        TrustBundle next = now.bundle().with(changes);
        return new Preview(
                now.revision(), seen.size(), next.equals(now.bundle()) ? List.of() : refused(now, next, seen));
    }

    private List<SeenClient> seen(Tx tx, AccountId account) {
        List<String> zones = tx.sql("select name from zone where account_id = ? and deleted_on is null")
                .text(account.hex())
                .list(row -> row.text(1));
        return store.newest(tx, MOST_JUDGED).stream()
                .filter(client -> zones.stream().anyMatch(client.hostname()::liesIn))
                .toList();
    }

    private List<Client> refused(CurrentBundle.At now, TrustBundle next, List<SeenClient> seen) {
        Instant at = clock.instant();
        Judge before = Judge.of(now.bundle().config());
        Judge after = Judge.of(next.config());
        List<Client> refused = new ArrayList<>();
        for (SeenClient client : seen) {
            after.judge(next, client.hostname(), client.chain(), at)
                    .refusal()
                    .filter(why -> before.judge(now.bundle(), client.hostname(), client.chain(), at)
                            .refusal()
                            .isEmpty())
                    .ifPresent(why -> refused.add(new Client(client, why)));
        }
        return refused;
    }
}
