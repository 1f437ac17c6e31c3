package dev.chancery.control.tokens;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.TokenId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes when tokens were last used: in memory during a call, in the table when {@link #flush} is called, which the app does
 * about every minute and before it stops. A crash forgets at most what was not flushed.
 */
public final class TokenUse {
    /** A token's use is noted again only after this long. */
    public static final Duration STEP = Duration.ofMinutes(1);

    private final Map<TokenId, Instant> noted = new ConcurrentHashMap<>();
    private final Database database;
    private final TokenStore store = new TokenStore();

    public TokenUse(Database database) {
        this.database = database;
    }

    void note(TokenId token, Instant at) {
        noted.put(token, at);
    }

    /** Writes what was noted since the last flush, in one transaction; does nothing if that is nothing. */
    public void flush() {
        if (noted.isEmpty()) {
            return;
        }
        Map<TokenId, Instant> now = Map.copyOf(noted);
        // Unless it was noted anew meanwhile.
        now.forEach(noted::remove);
        database.write(Lane.GENERAL, tx -> {
            // In a fixed order, so that two replicas never wait for one another crosswise.
            now.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey((a, b) -> a.hex().compareTo(b.hex())))
                    .forEach(use -> store.touch(tx, use.getKey(), use.getValue()));
            return now.size();
        });
    }
}
