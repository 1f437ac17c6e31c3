package dev.chancery.control.tokens;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.TokenId;
import dev.chancery.control.principal.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of tokens. */
public final class TokenStore {
    private static final String COLUMNS =
            "id, owner_kind, owner_id, name, status, policies, condition, not_before, expires_on, issued_on, modified_on,"
                    + " last_used_on";

    /**
     * Which tokens of an owner are listed.
     *
     * @param includeExpired whether also those that have expired
     * @param newestFirst the order, by when they were made
     */
    record Listing(boolean includeExpired, boolean newestFirst, long offset, int limit) {}

    void insert(Tx tx, ApiToken token, String valueHash) {
        tx.sql(
                        "insert into api_token (id, owner_kind, owner_id, name, value_hash, status, policies, condition,"
                                + " not_before, expires_on, issued_on, modified_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .text(token.id().hex())
                .text(kind(token.owner()))
                .text(id(token.owner()))
                .text(token.name())
                .text(valueHash)
                .text(status(token))
                .text(StoredJson.policies(token.policies()))
                .text(StoredJson.condition(token.condition()))
                .instant(token.notBefore())
                .instant(token.expiresOn())
                .instant(token.issuedOn())
                .instant(token.modifiedOn())
                .run();
    }

    void update(Tx tx, ApiToken token) {
        tx.sql("update api_token set name = ?, status = ?, policies = ?, condition = ?, not_before = ?, expires_on = ?,"
                        + " modified_on = ? where id = ?")
                .text(token.name())
                .text(status(token))
                .text(StoredJson.policies(token.policies()))
                .text(StoredJson.condition(token.condition()))
                .instant(token.notBefore())
                .instant(token.expiresOn())
                .instant(token.modifiedOn())
                .text(token.id().hex())
                .run();
    }

    void updateValue(Tx tx, TokenId id, String valueHash, Instant now) {
        tx.sql("update api_token set value_hash = ?, modified_on = ? where id = ?")
                .text(valueHash)
                .instant(now)
                .text(id.hex())
                .run();
    }

    void delete(Tx tx, TokenId id) {
        tx.sql("delete from api_token where id = ?").text(id.hex()).run();
    }

    /** Remembers a use, unless a later one is remembered already. */
    void touch(Tx tx, TokenId id, Instant usedOn) {
        tx.sql("update api_token set last_used_on = ? where id = ? and (last_used_on is null or last_used_on < ?)")
                .instant(usedOn)
                .text(id.hex())
                .instant(usedOn)
                .run();
    }

    /** A token of an owner; in a write, locked until its end. */
    Optional<ApiToken> find(Tx tx, Principal.Owner owner, TokenId id) {
        return tx.sql("select " + COLUMNS + " from api_token where id = ? and owner_kind = ? and owner_id = ?"
                        + lock(tx))
                .text(id.hex())
                .text(kind(owner))
                .text(id(owner))
                .first(TokenStore::read);
    }

    /** The hash under which a token is looked up. */
    Optional<String> valueHash(Tx tx, TokenId id) {
        return tx.sql("select value_hash from api_token where id = ?")
                .text(id.hex())
                .first(row -> row.text(1));
    }

    List<ApiToken> list(Tx tx, Principal.Owner owner, Instant now, Listing listing) {
        String order = listing.newestFirst() ? "issued_on desc, id desc" : "issued_on, id";
        return tx.sql("select " + COLUMNS + " from api_token where owner_kind = ? and owner_id = ? and"
                        + " (? = 1 or expires_on is null or expires_on > ?) order by " + order + " limit ? offset ?")
                .text(kind(owner))
                .text(id(owner))
                .flag(listing.includeExpired())
                .instant(now)
                .number(listing.limit())
                .number(listing.offset())
                .list(TokenStore::read);
    }

    /** How many tokens {@link #list} would show in all pages. */
    long count(Tx tx, Principal.Owner owner, Instant now, boolean includeExpired) {
        return tx.sql("select count(*) from api_token where owner_kind = ? and owner_id = ? and"
                        + " (? = 1 or expires_on is null or expires_on > ?)")
                .text(kind(owner))
                .text(id(owner))
                .flag(includeExpired)
                .instant(now)
                .first(row -> row.number(1))
                .orElseThrow();
    }

    private static String lock(Tx tx) {
        return tx.writes() ? tx.engine().forUpdate() : "";
    }

    static ApiToken read(Row row) {
        String ownerId = row.text(3);
        return new ApiToken(
                new TokenId(row.text(1)),
                row.text(2).equals("user")
                        ? new Principal.Owner.OfUser(new UserId(ownerId))
                        : new Principal.Owner.OfAccount(new AccountId(ownerId)),
                row.text(4),
                row.text(5).equals(TokenStatus.ACTIVE.word()),
                StoredJson.policies(row.text(6)),
                StoredJson.condition(row.textOrNull(7)),
                row.instantOrNull(8),
                row.instantOrNull(9),
                row.instant(10),
                row.instant(11),
                row.instantOrNull(12));
    }

    private static String status(ApiToken token) {
        return (token.enabled() ? TokenStatus.ACTIVE : TokenStatus.DISABLED).word();
    }

    private static String kind(Principal.Owner owner) {
        return switch (owner) {
            case Principal.Owner.OfUser _ -> "user";
            case Principal.Owner.OfAccount _ -> "account";
        };
    }

    private static String id(Principal.Owner owner) {
        return switch (owner) {
            case Principal.Owner.OfUser(UserId user) -> user.hex();
            case Principal.Owner.OfAccount(AccountId account) -> account.hex();
        };
    }
}
