package dev.chancery.control.tokens;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Lists an owner's tokens. It refuses nothing of its own. */
final class ListTokens {
    private final Database database;
    private final InstantSource clock;
    private final TokenStore store = new TokenStore();

    ListTokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A page, how many there are in all pages, and the instant it was judged at. */
    record Page(List<ApiToken> tokens, long total, Instant now) {}

    Page list(Principal.Owner owner, TokenStore.Listing listing) {
        Instant now = clock.instant();
        return database.read(tx -> new Page(
                store.list(tx, owner, now, listing), store.count(tx, owner, now, listing.includeExpired()), now));
    }
}
