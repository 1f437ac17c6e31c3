package dev.chancery.control.edges;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.bootstrap.Bootstrap;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.publishing.UploadedResponders;
import dev.chancery.control.settings.SettingStore;
import dev.chancery.trust.Lineage;
import dev.chancery.trust.Revision;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Begins a new lineage in a database that was restored from an older state, while the house is stopped. From then on no edge gets a
 * lease before every edge has told which leaves it believes revoked, and these are revoked here: a restored backup un-revokes
 * nothing (docs/adr/0009-evidence.md).
 */
public final class Recovery {
    private static final String RECOVERED_ON = "recovery.on";

    private final Database database;
    private final TrustLog trust;
    private final AuditLog audit;
    private final Consumer<Tx> makeListsAnew;
    private final SecureRandom random;
    private final InstantSource clock;
    private final EdgeStore store = new EdgeStore();
    private final SettingStore settings = new SettingStore();

    /**
     * @param makeListsAnew has every revocation list made anew: their numbers, which count by the time, then are greater than any
     *     that was published since the state that was restored
     */
    public Recovery(
            Database database,
            TrustLog trust,
            AuditLog audit,
            Consumer<Tx> makeListsAnew,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.trust = trust;
        this.audit = audit;
        this.makeListsAnew = makeListsAnew;
        this.random = random;
        this.clock = clock;
    }

    /**
     * What was begun.
     *
     * @param head the first revision of the new lineage
     * @param awaited the edges that have to tell
     */
    public record Begun(Revision head, List<EdgeRow> awaited) {
        public Begun {
            awaited = List.copyOf(awaited);
        }
    }

    /** Begins. Once more begins once more. */
    public Begun begin() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        Lineage lineage = new Lineage(HexFormat.of().formatHex(bytes));
        return database.write(Lane.TRUST, tx -> {
            TrustHead.lock(tx);
            TrustHead.begin(tx, lineage);
            settings.put(tx, RECOVERED_ON, clock.instant().toString());
            store.awaitAll(
                    tx,
                    "control was restored from an older state, and this edge has not told yet what it believes revoked");
            makeListsAnew.accept(tx);
            // A responder may have called revoked what the older state calls good.
            long revision = trust.publish(tx, UploadedResponders.forgetAnswers(tx));
            audit.record(
                    tx,
                    AuditEntry.byHouse(
                                    "recover",
                                    settings.get(tx, Bootstrap.FIRST_ACCOUNT)
                                            .map(AccountId::new)
                                            .orElse(null),
                                    Action.RECOVER,
                                    ObjectKind.HOUSE,
                                    lineage.hex())
                            .with("revision", Long.toString(revision)));
            return new Begun(new Revision(lineage, revision), store.awaited(tx));
        });
    }

    /** Whether this database was ever restored so: then edges may come that it does not know. */
    static boolean wasMade(Tx tx) {
        return new SettingStore().get(tx, RECOVERED_ON).isPresent();
    }
}
