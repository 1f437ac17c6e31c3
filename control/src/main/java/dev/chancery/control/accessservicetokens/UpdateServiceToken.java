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
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Changes a service token. What is the same already changes nothing; another lifetime begins now; a higher version makes a new
 * secret, which the answer shows.
 *
 * <p>Refusals: none with this id (12135, 404); a lower version than the token has (12130, at {@code /client_secret_version}).
 */
public final class UpdateServiceToken {
    private final Database database;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final SecureRandom random;
    private final InstantSource clock;
    private final ServiceTokenStore store = new ServiceTokenStore();

    /**
     * A token as it is now.
     *
     * @param secret its new secret, if the change made one
     */
    public record Updated(ServiceToken token, Optional<ClientSecret> secret) {}

    /**
     * @param random where secrets come from
     */
    public UpdateServiceToken(
            Database database, AuditLog audit, AccessTrust trust, SecureRandom random, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.trust = trust;
        this.random = random;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public Updated update(AccountOrZoneAccess access, ServiceTokenId id, ServiceTokenChange change) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.write(Lane.TRUST, tx -> {
            Updated updated = update(tx, access, id, change, now);
            Told told = trust.in(tx);
            told.serviceToken(id.uuid());
            told.publish();
            return updated;
        });
    }

    private Updated update(
            Tx tx, AccountOrZoneAccess access, ServiceTokenId id, ServiceTokenChange change, Instant now) {
        ServiceToken before = store.lock(tx, access.account(), id).orElseThrow(() -> ReadServiceToken.notFound(id));
        long version = change.secretVersion().orElse(before.secretVersion());
        if (version < before.secretVersion()) {
            throw new Refusal(tooLow(version, before.secretVersion()));
        }
        ServiceToken described = described(before, change, now);
        if (!described.equals(before)) {
            store.update(tx, described);
            audit.record(
                    tx,
                    AuditEntry.of(access, Action.UPDATE, ObjectKind.ACCESS_SERVICE_TOKEN, id.toString())
                            .with("name", described.name())
                            .with("duration", described.lifetime().text())
                            .with("enabled", Boolean.toString(described.enabled())));
        }
        if (version == before.secretVersion()) {
            return new Updated(described, Optional.empty());
        }
        ClientSecret secret = ClientSecret.generate(random);
        ServiceToken rotated =
                described.rotated(version, change.previousSecretExpiresOn().orElse(now), now);
        store.rotate(tx, rotated, secret.hash());
        audit.record(tx, RotateServiceToken.entry(access, rotated));
        return new Updated(rotated, Optional.of(secret));
    }

    private static ServiceToken described(ServiceToken before, ServiceTokenChange change, Instant now) {
        String name = change.name().orElse(before.name());
        boolean enabled = change.enabled().orElse(before.enabled());
        ServiceToken named = name.equals(before.name()) && enabled == before.enabled()
                ? before
                : before.described(name, enabled, now);
        return change.lifetime()
                .filter(lifetime -> !lifetime.equals(before.lifetime()))
                .map(lifetime -> named.living(lifetime, now))
                .orElse(named);
    }

    private static Fault tooLow(long version, long least) {
        return AccessRefusals.invalid(
                "/client_secret_version",
                "client_secret_version: %d (expected: at least %d, which the token has)".formatted(version, least));
    }
}
