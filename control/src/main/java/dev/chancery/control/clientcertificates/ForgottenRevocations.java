package dev.chancery.control.clientcertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.audit.Outcome;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.HandedOverRevocations;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.pki.SerialNumber;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.RevokedSet;
import dev.chancery.trust.TrustEntry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * Revokes the certificates an edge believes revoked and a restored database does not: with an audit entry each and a mark on
 * their revocation list. A leaf that was issued after the state that was restored has no row any more; edges go on refusing it
 * by its prefix, and no list can name it.
 */
public final class ForgottenRevocations implements HandedOverRevocations {
    private static final String PART = "recover";

    private final ClientCertificateStore store;
    private final TrustLog trust;
    private final AuditLog audit;
    private final InstantSource clock;

    public ForgottenRevocations(ClientCertificateStore store, TrustLog trust, AuditLog audit, InstantSource clock) {
        this.store = store;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /** A leaf that an edge believes revoked, and what is known of it here. */
    private record Forgotten(AuthorityId authority, long prefix, Optional<ClientCertificate> row) {
        TrustEntry.Revoked entry() {
            return new TrustEntry.Revoked(authority, prefix);
        }
    }

    @Override
    public int take(Tx tx, Map<AuthorityId, RevokedSet> believed) {
        List<Forgotten> forgotten = forgotten(tx, believed);
        if (forgotten.isEmpty()) {
            return 0;
        }
        boolean edges = TrustHead.edgesHoldLeases(tx);
        long revision = trust.publish(
                tx, forgotten.stream().map(leaf -> Change.put(leaf.entry())).toList());
        for (Forgotten leaf : forgotten) {
            leaf.row()
                    .ifPresentOrElse(
                            row -> revoke(tx, row, revision, edges),
                            () -> store.forgotten(tx, leaf.authority().uuid(), leaf.prefix()));
        }
        return forgotten.size();
    }

    private List<Forgotten> forgotten(Tx tx, Map<AuthorityId, RevokedSet> believed) {
        Map<UUID, LongStream.Builder> known = new HashMap<>();
        store.revoked(
                tx,
                (ca, prefix) ->
                        known.computeIfAbsent(ca, any -> LongStream.builder()).add(prefix));
        List<Forgotten> forgotten = new ArrayList<>();
        believed.forEach((authority, set) -> {
            RevokedSet here = RevokedSet.of(known.getOrDefault(authority.uuid(), LongStream.builder())
                    .build()
                    .toArray());
            set.forEach(prefix -> {
                if (!here.contains(prefix)) {
                    forgotten.add(new Forgotten(authority, prefix, store.find(tx, authority.uuid(), prefix)));
                }
            });
        });
        return forgotten;
    }

    private void revoke(Tx tx, ClientCertificate row, long revision, boolean edges) {
        ClientCertificateStatus next =
                edges ? ClientCertificateStatus.PENDING_REVOCATION : ClientCertificateStatus.REVOKED;
        store.move(tx, row.zone(), row.id(), row.status(), next, edges ? revision : null, clock.instant());
        store.changedAt(tx, row.id(), revision);
        audit.record(
                tx,
                AuditEntry.byHouse(
                                PART,
                                store.account(tx, row.zone())
                                        .map(AccountId::new)
                                        .orElse(null),
                                Action.REVOKE,
                                ObjectKind.CLIENT_CERTIFICATE,
                                row.id().hex())
                        .in(row.zone())
                        .with("serial_number", SerialNumber.hex(row.serial()))
                        .with("revision", Long.toString(revision))
                        .ending(edges ? Outcome.PENDING : Outcome.SUCCESS));
    }
}
