package dev.chancery.control.accessplane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What somebody may come back for with a word that only they have. Durable, and the same for every replica: what one wrote another
 * redeems, and once means once in the whole house.
 */
public final class OneTimeValues {
    private final Database database;
    private final InstantSource clock;
    private final OnceStore store = new OnceStore();

    /**
     * What was kept.
     *
     * @param account whose it is
     * @param value as it was put
     * @param until when it expires
     */
    public record Kept(AccountId account, ObjectNode value, Instant until) {
        public Kept {
            value = value.deepCopy();
        }

        /** A copy, which is the caller's to change. */
        @Override
        public ObjectNode value() {
            return value.deepCopy();
        }

        /** Without the value, which tells of people. */
        @Override
        public String toString() {
            return "Kept[%s]".formatted(account);
        }
    }

    public OneTimeValues(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Keeps a value.
     *
     * @param word at least 128 random bits; only its hash is stored
     * @param life how long, at most as long as the kind may be kept
     */
    public void put(OnceKind kind, String word, AccountId account, ObjectNode value, Duration life) {
        Duration kept = life.compareTo(kind.longest()) > 0 ? kind.longest() : life;
        Instant until = clock.instant().plus(kept);
        database.write(Lane.GENERAL, tx -> {
            store.insert(tx, kind, hash(word), account, value, until);
            return true;
        });
    }

    /** What is kept; it stays. */
    public Optional<Kept> find(OnceKind kind, String word) {
        Instant now = clock.instant();
        return database.read(tx -> store.find(tx, kind, hash(word), now));
    }

    /** What is kept, which from now on is not: of several that take it at once, one gets it. */
    public Optional<Kept> take(OnceKind kind, String word) {
        Instant now = clock.instant();
        String name = hash(word);
        return database.write(
                Lane.GENERAL, tx -> store.find(tx, kind, name, now).filter(kept -> store.delete(tx, kind, name)));
    }

    /**
     * Changes what is kept, if it is still there; of several changes each sees the one before.
     *
     * @param change may run more than once
     * @return what is kept now
     */
    public Optional<Kept> change(OnceKind kind, String word, UnaryOperator<ObjectNode> change) {
        Instant now = clock.instant();
        String name = hash(word);
        return database.write(
                Lane.GENERAL,
                tx -> store.find(tx, kind, name, now).map(kept -> {
                    ObjectNode changed = change.apply(kept.value());
                    store.insert(tx, kind, name, kept.account(), changed, kept.until());
                    return new Kept(kept.account(), changed, kept.until());
                }));
    }

    /** Lets go of one. */
    public void forget(OnceKind kind, String word) {
        database.write(Lane.GENERAL, tx -> store.delete(tx, kind, hash(word)));
    }

    /** Lets go of what has expired. */
    public void forgetExpired() {
        Instant now = clock.instant();
        database.write(Lane.GENERAL, tx -> {
            store.deleteExpired(tx, now);
            return true;
        });
    }

    private static String hash(String word) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(word.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
