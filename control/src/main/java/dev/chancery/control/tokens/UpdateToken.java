package dev.chancery.control.tokens;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.Directory;
import dev.chancery.control.principal.TokenId;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Puts a draft in the place of all that can be changed of a token; its value stays.
 *
 * <p>Refuses: {@code INVALID_REQUEST} for each policy that names a resource outside the owner's reach or grants more than the
 * caller holds; {@code TOKEN_NOT_FOUND} if the owner has no token with this id.
 */
final class UpdateToken {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final TokenAuthenticator authenticator;
    private final PowerCheck power;
    private final TokenStore store = new TokenStore();

    UpdateToken(
            Database database,
            AuditLog audit,
            InstantSource clock,
            SecureRandom random,
            TokenAuthenticator authenticator,
            Directory zones) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.authenticator = authenticator;
        this.power = new PowerCheck(zones);
    }

    /** The token as it is now, and the instant it was changed. */
    record Updated(ApiToken token, Instant now) {}

    Updated update(TokenHolder holder, TokenId id, TokenDraft draft) {
        List<Fault> faults = power.faults(holder.caller(), holder.owner(), draft.policies());
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        Instant now = clock.instant();
        return database.write(Lane.GENERAL, tx -> {
            ApiToken before = GetToken.found(store, tx, holder.owner(), id);
            ApiToken after = new ApiToken(
                    id,
                    before.owner(),
                    draft.name(),
                    draft.enabled().orElse(before.enabled()),
                    draft.policies().stream()
                            .map(policy -> policy.among(before.policies(), random))
                            .toList(),
                    draft.condition(),
                    draft.notBefore().orElse(null),
                    draft.expiresOn().orElse(null),
                    before.issuedOn(),
                    now,
                    before.lastUsedOn());
            store.update(tx, after);
            store.valueHash(tx, id).ifPresent(hash -> authenticator.forget(tx, hash));
            audit.record(tx, holder.entry(Action.UPDATE, id, after.name()));
            return new Updated(after, now);
        });
    }
}
