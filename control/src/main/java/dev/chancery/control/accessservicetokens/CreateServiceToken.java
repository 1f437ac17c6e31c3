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
import dev.chancery.control.principal.HexId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes a service token and shows its secret this once.
 *
 * <p>Refusals: the account holds as many as it may (12130).
 */
public final class CreateServiceToken {
    /** What the original's client ids end with. */
    private static final String SUFFIX = ".access";

    private final Database database;
    private final AuditLog audit;
    private final AccessTrust trust;
    private final Supplier<UUID> ids;
    private final SecureRandom random;
    private final InstantSource clock;
    private final ServiceTokenStore store = new ServiceTokenStore();
    private final SettingStore settings = new SettingStore();

    /**
     * @param ids where new ids come from
     * @param random where client ids and secrets come from
     */
    public CreateServiceToken(
            Database database,
            AuditLog audit,
            AccessTrust trust,
            Supplier<UUID> ids,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.trust = trust;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public WithSecret create(AccountOrZoneAccess access, ServiceTokenDraft draft) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ClientSecret secret = ClientSecret.generate(random);
        ServiceToken token = new ServiceToken(
                new ServiceTokenId(ids.get()),
                draft.name(),
                HexId.random(random) + SUFFIX,
                draft.secretVersion(),
                Optional.empty(),
                draft.lifetime(),
                draft.lifetime().from(now),
                draft.enabled(),
                Optional.empty(),
                now,
                now);
        return database.write(Lane.TRUST, tx -> {
            keep(tx, access, token, secret);
            Told told = trust.in(tx);
            told.serviceToken(token.id().uuid());
            told.publish();
            return new WithSecret(token, secret);
        });
    }

    private void keep(Tx tx, AccountOrZoneAccess access, ServiceToken token, ClientSecret secret) {
        settings.limit(tx, Quota.ACCESS_SERVICE_TOKENS).ifPresent(most -> {
            if (store.countLocked(tx, access.account()) >= most) {
                throw AccessRefusals.invalid("maximum number of service tokens has been reached: %d".formatted(most));
            }
        });
        store.insert(tx, access.account(), token, secret.hash());
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                Action.CREATE,
                                ObjectKind.ACCESS_SERVICE_TOKEN,
                                token.id().toString())
                        .with("name", token.name())
                        .with("client_id", token.clientId())
                        .with("duration", token.lifetime().text()));
    }
}
