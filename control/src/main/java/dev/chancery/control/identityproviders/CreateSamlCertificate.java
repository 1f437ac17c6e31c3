package dev.chancery.control.identityproviders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderType;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.publishing.SamlCertificateSets;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Gives a SAML provider a certificate set of its own; one that has a set keeps it. Encryption itself is switched on by an update.
 *
 * <p>Refusals: no provider with this id (12135, 404); one that is not of type saml (12130); 1490 (503) while the keys are sealed.
 */
public final class CreateSamlCertificate {
    private final Database database;
    private final SamlCertificateSets sets;
    private final AuditLog audit;
    private final InstantSource clock;
    private final IdentityProviderStore store = new IdentityProviderStore();

    /**
     * What became of it.
     *
     * @param set as answers show it
     * @param created whether it was made now
     */
    public record Outcome(JsonNode set, boolean created) {}

    public CreateSamlCertificate(Database database, SamlCertificateSets sets, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.sets = sets;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public Outcome create(AccountAccess access, IdentityProviderId id) {
        Optional<Outcome> there = database.read(tx -> existing(
                tx, access, store.find(tx, access.account(), id).orElseThrow(() -> ReadIdentityProvider.notFound(id))));
        return there.orElseGet(() -> {
            SamlCertificateSets.Draft draft = sets.draft(access);
            return database.write(Lane.GENERAL, tx -> assign(tx, access, id, draft));
        });
    }

    private Outcome assign(Tx tx, AccountAccess access, IdentityProviderId id, SamlCertificateSets.Draft draft) {
        IdentityProvider provider = store.lock(tx, access.account(), id)
                .orElseThrow(() -> ReadIdentityProvider.notFound(id))
                .provider();
        return existing(tx, access, provider).orElseGet(() -> {
            draft.keep(tx);
            store.assign(tx, id, draft.id(), clock.instant());
            audit.record(
                    tx,
                    AuditEntry.of(access, Action.UPDATE, ObjectKind.IDENTITY_PROVIDER, id.toString())
                            .with("saml_certificate_set", draft.id().toString()));
            return new Outcome(shown(tx, access, draft.id()), true);
        });
    }

    private Optional<Outcome> existing(Tx tx, AccountAccess access, IdentityProvider provider) {
        if (provider.type() != IdentityProviderType.SAML) {
            throw AccessRefusals.invalid("identity provider %s is of type %s (expected: saml)"
                    .formatted(provider.id(), provider.type().word()));
        }
        return provider.certificates().map(set -> new Outcome(shown(tx, access, set), false));
    }

    private JsonNode shown(Tx tx, AccountAccess access, SamlCertificateSetId set) {
        return sets.shown(tx, access.account(), set).orElseThrow();
    }
}
