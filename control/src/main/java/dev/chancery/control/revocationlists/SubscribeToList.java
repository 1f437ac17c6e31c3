package dev.chancery.control.revocationlists;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.UploadedLists;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Crl;
import java.net.URI;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Fetches a CA's revocation list from where it is published, and goes on fetching it.
 *
 * <p>Refusals: a list that cannot be fetched or is none (1487, {@code /url}); those of {@link ListIntake}, at {@code /url}. A source
 * that is refused is not remembered.
 */
public final class SubscribeToList {
    private final Database database;
    private final ListIntake intake;
    private final InstantSource clock;
    private final SourceStore store = new SourceStore();

    public SubscribeToList(Database database, ListIntake intake, InstantSource clock) {
        this.database = database;
        this.intake = intake;
        this.clock = clock;
    }

    /**
     * @param url http or https
     * @throws Refusal as the class says
     */
    public UploadedLists.Kept subscribe(AccountAccess access, Family family, UUID id, URI url) {
        database.read(tx -> family.find(tx, access.account(), id));
        Crl crl;
        try {
            crl = Download.list(url);
        } catch (Download.Failed e) {
            throw new Refusal(ErrorCode.CRL_UNREADABLE.at("/url", e.sentence()));
        }
        UploadedLists.Kept kept = intake.take(
                access.account(),
                family,
                id,
                crl,
                "/url",
                AuditEntry.of(access, Action.REPLACE, ObjectKind.REVOCATION_LIST, id.toString())
                        .with("url", url.toString()));
        Source source = new Source(
                id, access.account(), family.word(), url, FetchRevocationLists.after(crl, clock.instant()), null);
        return database.write(Lane.GENERAL, tx -> {
            family.hold(tx, access.account(), id);
            store.put(tx, source);
            return kept;
        });
    }
}
