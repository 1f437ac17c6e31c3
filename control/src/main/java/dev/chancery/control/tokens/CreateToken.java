package dev.chancery.control.tokens;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.Directory;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.TokenId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * Makes a token and shows its value, this once.
 *
 * <p>Refuses: {@code INVALID_REQUEST} for each policy that names a resource outside the owner's reach or grants more than the
 * caller holds, and if the token would have expired already; {@code TOKEN_QUOTA} if the owner has as many tokens as the setting
 * {@code quota.user_tokens} or {@code quota.account_tokens} allows (unlimited where there is none).
 */
final class CreateToken {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final PowerCheck power;
    private final TokenStore store = new TokenStore();
    private final SettingStore settings = new SettingStore();

    CreateToken(Database database, AuditLog audit, InstantSource clock, SecureRandom random, Directory zones) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.power = new PowerCheck(zones);
    }

    /** The token, its value, and the instant it was made. */
    record Created(ApiToken token, TokenSecret secret, Instant now) {}

    Created create(TokenHolder holder, TokenDraft draft) {
        Instant now = clock.instant();
        List<Fault> faults = power.faults(holder.caller(), holder.owner(), draft.policies());
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        draft.expiresOn().filter(end -> !end.isAfter(now)).ifPresent(end -> {
            throw new Refusal(ErrorCode.INVALID_REQUEST.at(
                    "/expires_on", "expires_on: %s (expected: in the future)".formatted(end)));
        });
        TokenSecret secret = TokenSecret.generate(holder.owner(), random);
        ApiToken token = new ApiToken(
                new TokenId(HexId.random(random)),
                holder.owner(),
                draft.name(),
                draft.enabled().orElse(true),
                draft.policies().stream()
                        .map(policy -> policy.among(List.of(), random))
                        .toList(),
                draft.condition(),
                draft.notBefore().orElse(null),
                draft.expiresOn().orElse(null),
                now,
                now,
                null);
        return database.write(Lane.GENERAL, tx -> {
            checkQuota(tx, holder.owner(), now);
            store.insert(tx, token, secret.hash());
            audit.record(tx, holder.entry(Action.CREATE, token.id(), token.name()));
            return new Created(token, secret, now);
        });
    }

    private void checkQuota(Tx tx, Principal.Owner owner, Instant now) {
        OptionalLong limit = settings.limit(
                tx,
                switch (owner) {
                    case Principal.Owner.OfUser _ -> Quota.USER_TOKENS;
                    case Principal.Owner.OfAccount _ -> Quota.ACCOUNT_TOKENS;
                });
        if (limit.isPresent() && store.count(tx, owner, now, true) >= limit.getAsLong()) {
            throw ErrorCode.TOKEN_QUOTA.refusal(
                    "Hit maximum token allocation: %d tokens are allowed".formatted(limit.getAsLong()));
        }
    }
}
