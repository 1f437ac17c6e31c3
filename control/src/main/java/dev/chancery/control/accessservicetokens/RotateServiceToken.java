package dev.chancery.control.accessservicetokens;

import dev.chancery.control.accessrules.ServiceTokenId;
import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.Refusal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes a new secret for a service token and shows it this once. The secret it had is accepted until the instant the caller
 * names; without one it ends now.
 *
 * <p>Refusals: none with this id (12135, 404).
 */
public final class RotateServiceToken {
    private final Database database;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final SecureRandom random;
    private final InstantSource clock;
    private final ServiceTokenStore store = new ServiceTokenStore();

    /**
     * @param random where secrets come from
     */
    public RotateServiceToken(
            Database database, AuditLog audit, AccessTrust trust, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.trust = trust;
        this.random = random;
        this.clock = clock;
    }

    /**
     * @param previousExpires until when the secret it had is accepted
     * @throws Refusal as the class says
     */
    public WithSecret rotate(AccountOrZoneAccess access, ServiceTokenId id, Optional<Instant> previousExpires) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ClientSecret secret = ClientSecret.generate(random);
        return database.write(Lane.TRUST, tx -> {
            ServiceToken before = store.lock(tx, access.account(), id).orElseThrow(() -> ReadServiceToken.notFound(id));
            ServiceToken after = before.rotated(before.secretVersion() + 1, previousExpires.orElse(now), now);
            store.rotate(tx, after, secret.hash());
            audit.record(tx, entry(access, after));
            Told told = trust.in(tx);
            told.serviceToken(id.uuid());
            told.publish();
            return new WithSecret(after, secret);
        });
    }

    static AuditEntry entry(AccountOrZoneAccess access, ServiceToken token) {
        AuditEntry entry = AuditEntry.of(
                        access,
                        Action.ROTATE,
                        ObjectKind.ACCESS_SERVICE_TOKEN,
                        token.id().toString())
                .with("name", token.name())
                .with("client_secret_version", Long.toString(token.secretVersion()));
        return token.previousSecretExpiresOn()
                .map(until -> entry.with("previous_client_secret_expires_at", until.toString()))
                .orElse(entry);
    }
}
