package dev.chancery.control.samlcertificates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.ca.KeySpec;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeptCertificate;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.publishing.SamlCertificateSets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes sets for identity providers, and tells them what they have. */
public final class StoredSets implements SamlCertificateSets {
    private final KeyCustody keys;
    private final KeySpec spec;
    private final AuditLog audit;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final SamlCertificateStore store = new SamlCertificateStore();

    /**
     * @param spec the kind of new keys, an RSA kind
     * @param ids where new ids come from
     */
    public StoredSets(KeyCustody keys, KeySpec spec, AuditLog audit, Supplier<UUID> ids, InstantSource clock) {
        this.keys = keys;
        this.spec = spec;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    private final class NewSet implements Draft {
        private final AccountAccess access;
        private final KeptCertificate fresh;
        private final SamlCertificateSet set;

        NewSet(AccountAccess access, KeptCertificate fresh) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            this.access = access;
            this.fresh = fresh;
            this.set = new SamlCertificateSet(
                    new SamlCertificateSetId(ids.get()),
                    access.account(),
                    now,
                    now,
                    new SamlCertificate(
                            ids.get(), fresh.certificate(), fresh.key().id()),
                    Optional.empty());
        }

        @Override
        public SamlCertificateSetId id() {
            return set.id();
        }

        @Override
        public void keep(Tx tx) {
            keys.keep(tx, fresh.key());
            store.insert(tx, set);
            audit.record(
                    tx,
                    AuditEntry.of(
                                    access,
                                    Action.CREATE,
                                    ObjectKind.SAML_CERTIFICATE_SET,
                                    set.id().toString())
                            .with("current", set.current().id().toString()));
        }
    }

    @Override
    public Draft draft(AccountAccess access) {
        return new NewSet(access, keys.certifyForEncryption(access.account(), spec, clock));
    }

    @Override
    public boolean has(Tx tx, AccountId account, SamlCertificateSetId set) {
        return store.has(tx, account, set);
    }

    @Override
    public Optional<JsonNode> shown(Tx tx, AccountId account, SamlCertificateSetId set) {
        return store.find(tx, account, set).map(SamlCertificateSetJson::tree);
    }
}
