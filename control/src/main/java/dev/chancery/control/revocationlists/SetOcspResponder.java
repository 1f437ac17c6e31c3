package dev.chancery.control.revocationlists;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.TrustEntry;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Has the OCSP responder of an uploaded CA asked from now on about each certificate that comes. What another one said before is
 * forgotten. The same responder again changes nothing.
 *
 * <p>Refusals: no CA with this id.
 */
public final class SetOcspResponder {
    private final Database database;
    private final TrustLog trust;
    private final AuditLog audit;
    private final InstantSource clock;
    private final OcspResponderStore store = new OcspResponderStore();

    public SetOcspResponder(Database database, TrustLog trust, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param url http or https; null to ask where each certificate says
     * @throws Refusal as the class says
     */
    public OcspResponder set(AccountAccess access, Family family, UUID id, @Nullable URI url) {
        return database.write(Lane.TRUST, tx -> {
            TrustEntry.Authority authority = family.hold(tx, access.account(), id);
            OcspResponder next = new OcspResponder(
                    id,
                    access.account(),
                    family.word(),
                    url,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    null,
                    null);
            return store.find(tx, id)
                    .filter(old -> Objects.equals(old.url(), url))
                    .orElseGet(() -> put(tx, access, authority.id(), next));
        });
    }

    private OcspResponder put(Tx tx, AccountAccess access, AuthorityId authority, OcspResponder next) {
        List<Change> changes = ForgetOcspResponder.forget(tx, authority);
        store.put(tx, next);
        changes.add(Change.put(new TrustEntry.Responder(authority)));
        AuditEntry entry = AuditEntry.of(access, Action.REPLACE, ObjectKind.OCSP_RESPONDER, authority.toString())
                .with("url", String.valueOf(next.url()));
        audit.record(
                tx,
                TrustLog.believes(tx, authority)
                        ? Deployment.of(tx, trust, changes).note(entry)
                        : entry);
        return next;
    }
}
