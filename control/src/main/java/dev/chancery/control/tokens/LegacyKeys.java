package dev.chancery.control.tokens;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.UserId;
import java.util.Optional;

/**
 * The legacy scheme, an e-mail address and a key with the full power of the user: exists only where the server was started with
 * one. A key is kept as its SHA-256; it should be as random as a token.
 */
public final class LegacyKeys {
    private final Database database;
    private final AuditLog audit;
    private final TokenAuthenticator authenticator;
    private final PrincipalStore store = new PrincipalStore();

    public LegacyKeys(Database database, AuditLog audit, TokenAuthenticator authenticator) {
        this.database = database;
        this.audit = audit;
        this.authenticator = authenticator;
    }

    /**
     * Gives a user this key in the place of any it had.
     *
     * @param key 32 to 80 letters, digits, {@code _} or {@code -}, as the header's form demands
     * @throws IllegalArgumentException if there is no such user, or the key has another form
     */
    public void set(UserId user, String key) {
        if (!key.matches("[A-Za-z0-9_-]{32,80}")) {
            throw new IllegalArgumentException(
                    "legacy key: %d characters (expected: 32 to 80 letters, digits, _ or -)".formatted(key.length()));
        }
        write(user, Optional.of(TokenSecret.hash(key)));
    }

    /** Takes a user's key away, if it has one. */
    public void clear(UserId user) {
        write(user, Optional.empty());
    }

    private void write(UserId user, Optional<String> keyHash) {
        database.write(Lane.GENERAL, tx -> {
            if (store.legacyKeyHash(tx, user).equals(keyHash)) {
                return 0;
            }
            if (!store.setLegacyKey(tx, user, keyHash)) {
                throw new IllegalArgumentException("user %s: not found".formatted(user));
            }
            audit.record(
                    tx,
                    AuditEntry.byHouse("legacy-key", null, Action.UPDATE, ObjectKind.USER, user.hex())
                            .with("legacy_key", keyHash.isPresent() ? "set" : "removed"));
            authenticator.in(tx);
            return 1;
        });
    }
}
