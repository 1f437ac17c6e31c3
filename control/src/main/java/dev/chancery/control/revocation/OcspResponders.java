package dev.chancery.control.revocation;

import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.OcspResponder;
import dev.chancery.ca.OcspResponderFactory;
import dev.chancery.ca.OcspSigner;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.Authority;
import dev.chancery.control.issuing.KeptKey;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.issuing.OpenCa;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Certificate;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The delegated responders that sign OCSP answers, one per CA: kept in the store, open in memory, and renewed
 * {@link #RENEW_BEFORE} before they expire.
 *
 * <p>Guarantee: a responder's certificate, its sealed key and its audit entry are durable before it signs anything. Of replicas
 * that renew at the same time one wins; the others sign with what it kept.
 */
public final class OcspResponders {
    /** A certificate with less than this left is renewed. */
    public static final Duration RENEW_BEFORE = Duration.ofDays(10);

    private final Database database;
    private final ManagedCas cas;
    private final KeyCustody keys;
    private final OcspResponderFactory factory;
    private final AuditLog audit;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final ResponderStore store = new ResponderStore();
    private final ConcurrentHashMap<UUID, OcspSigner> open = new ConcurrentHashMap<>();

    /**
     * @param ids where the ids of new keys come from
     */
    public OcspResponders(
            Database database,
            ManagedCas cas,
            KeyCustody keys,
            AuditLog audit,
            Supplier<UUID> ids,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.cas = cas;
        this.keys = keys;
        this.factory = new OcspResponderFactory(keys.vault(), random, clock);
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Who signs answers about a CA's certificates now.
     *
     * @throws Refusal {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503) if its key cannot be opened or made
     */
    OcspSigner of(Authority ca) {
        @Nullable OcspSigner known = open.get(ca.id());
        if (known != null && lasts(known.responder(), ca)) {
            return known;
        }
        // Whoever comes meanwhile waits here for the one renewal.
        return open.compute(ca.id(), (id, now) -> now != null && lasts(now.responder(), ca) ? now : kept(ca));
    }

    /** Whether there is nothing to gain by a renewal: time enough is left, or as much as the CA itself has. */
    private boolean lasts(Certificate responder, Authority ca) {
        Instant end = responder.notAfter();
        return !end.isBefore(clock.instant().plus(RENEW_BEFORE))
                || !end.isBefore(ca.certificate().notAfter());
    }

    private OcspSigner kept(Authority ca) {
        while (true) {
            Optional<ResponderStore.Kept> kept = database.read(tx -> store.find(tx, ca.id()));
            Optional<OcspSigner> signer = kept.filter(responder -> lasts(responder.certificate(), ca))
                    .map(responder -> new OcspSigner(responder.certificate(), keys.open(responder.key())))
                    .or(() -> renew(ca, kept.map(ResponderStore.Kept::key)));
            if (signer.isPresent()) {
                return signer.get();
            }
        }
    }

    /** Makes a responder; empty if another replica was faster. */
    private Optional<OcspSigner> renew(Authority ca, Optional<UUID> oldKey) {
        OpenCa issuer = cas.open(ca.id())
                .orElseThrow(() -> new IllegalStateException("managed CA %s is gone".formatted(ca.id())));
        AccountId account = ca.account();
        UUID keyId = ids.get();
        OcspResponder fresh = KeyCustody.unsealed(
                () -> factory.create(keys.dataKey(account), ca.certificate(), issuer.key(), keyId.toString()));
        KeptKey key = KeptKey.of(
                keyId, account, KeyPurpose.OCSP_RESPONDER, fresh.certificate().publicKey(), fresh.key());
        boolean kept = database.write(Lane.GENERAL, tx -> keep(tx, ca, oldKey, key, fresh.certificate()));
        return kept ? Optional.of(fresh.signer()) : Optional.empty();
    }

    private boolean keep(Tx tx, Authority ca, Optional<UUID> oldKey, KeptKey key, Certificate certificate) {
        keys.keep(tx, key);
        if (!store.replace(tx, ca.id(), oldKey, new ResponderStore.Kept(certificate, key.id()))) {
            keys.forget(tx, key.id());
            return false;
        }
        oldKey.ifPresent(old -> keys.forget(tx, old));
        audit.record(
                tx,
                AuditEntry.byHouse(
                                "ocsp",
                                ca.account(),
                                Action.ROTATE,
                                ObjectKind.MANAGED_CA,
                                ca.id().toString())
                        .with("ocsp_responder", certificate.serialHex()));
        return true;
    }
}
