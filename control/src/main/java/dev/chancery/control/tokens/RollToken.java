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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Gives a token a new value and shows it, this once; the old one is worthless from then on.
 *
 * <p>Refuses: {@code TOKEN_NOT_FOUND} if the owner has no token with this id; {@code INVALID_REQUEST} if the token holds more
 * than the caller, who would gain that by learning the value. A token may always roll itself.
 */
final class RollToken {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final TokenAuthenticator authenticator;
    private final PowerCheck power;
    private final TokenStore store = new TokenStore();

    RollToken(
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

    TokenSecret roll(TokenHolder holder, TokenId id) {
        Optional<TokenSecret> rolled = Optional.empty();
        while (rolled.isEmpty()) {
            ApiToken seen = database.read(tx -> GetToken.found(store, tx, holder.owner(), id));
            checkPower(holder, seen);
            rolled = roll(holder, seen);
        }
        return rolled.get();
    }

    /** Rolls the token that was seen; empty if its policies are others by now, and its power must be looked at again. */
    private Optional<TokenSecret> roll(TokenHolder holder, ApiToken seen) {
        TokenSecret secret = TokenSecret.generate(holder.owner(), random);
        TokenId id = seen.id();
        return database.write(Lane.GENERAL, tx -> {
            ApiToken token = GetToken.found(store, tx, holder.owner(), id);
            if (!token.policies().equals(seen.policies())) {
                return Optional.empty();
            }
            store.valueHash(tx, id).ifPresent(hash -> authenticator.forget(tx, hash));
            store.updateValue(tx, id, secret.hash(), clock.instant());
            audit.record(tx, holder.entry(Action.ROLL, id, token.name()));
            return Optional.of(secret);
        });
    }

    private void checkPower(TokenHolder holder, ApiToken token) {
        if (holder.caller().id().equals(token.id().hex())) {
            return;
        }
        List<Fault> faults = power.excess(
                holder.caller(),
                holder.owner(),
                token.policies().stream().map(PolicyDraft::of).toList());
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
    }
}
