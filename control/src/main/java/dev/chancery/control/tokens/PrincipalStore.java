package dev.chancery.control.tokens;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Grants;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.UserId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds the principal behind credentials: one token or user, and the accounts its owner belongs to. */
final class PrincipalStore {
    /** The setting that names the token the rate limit passes by. */
    static final String UNMETERED = "token.unmetered";

    private static final String BY_HASH =
            "select id, owner_kind, owner_id, name, status, policies, condition, not_before, expires_on, issued_on,"
                    + " modified_on, last_used_on from api_token where value_hash = ?";

    Optional<KnownToken> byValueHash(Tx tx, String hash) {
        return tx.sql(BY_HASH)
                .text(hash)
                .first(TokenStore::read)
                .flatMap(token -> principal(tx, token).map(principal -> new KnownToken(token, principal)));
    }

    private static Optional<Principal> principal(Tx tx, ApiToken token) {
        boolean unmetered = tx.sql("select 1 from setting where key = ? and value = ?")
                .text(UNMETERED)
                .text(token.id().hex())
                .first(row -> true)
                .orElse(false);
        Principal.Kind kind = switch (token.owner()) {
            case Principal.Owner.OfUser _ -> Principal.Kind.USER_TOKEN;
            case Principal.Owner.OfAccount _ -> Principal.Kind.ACCOUNT_TOKEN;
        };
        Set<AccountId> accounts = switch (token.owner()) {
            case Principal.Owner.OfUser(UserId user) -> accountsOf(tx, user);
            case Principal.Owner.OfAccount(AccountId account) -> live(tx, account);
        };
        if (kind == Principal.Kind.ACCOUNT_TOKEN && accounts.isEmpty()) {
            // The account is a tombstone; its tokens went with it.
            return Optional.empty();
        }
        return Optional.of(new Principal(
                kind,
                token.id().hex(),
                token.owner(),
                token.name(),
                new Grants.ByPolicies(token.policies()),
                accounts,
                unmetered));
    }

    /** The user with this e-mail address and this legacy key. */
    Optional<Principal> byLegacyKey(Tx tx, String email, String keyHash) {
        return tx.sql("select id, email from app_user where lower(email) = lower(?) and legacy_key_hash = ?")
                .text(email)
                .text(keyHash)
                .first(row -> new String[] {row.text(1), row.text(2)})
                .map(user -> {
                    UserId id = new UserId(user[0]);
                    return new Principal(
                            Principal.Kind.LEGACY_KEY,
                            id.hex(),
                            new Principal.Owner.OfUser(id),
                            user[1],
                            new Grants.Everything(),
                            accountsOf(tx, id),
                            false);
                });
    }

    /** The hash of a user's legacy key, if it has one. */
    Optional<String> legacyKeyHash(Tx tx, UserId user) {
        return tx.sql("select legacy_key_hash from app_user where id = ? and legacy_key_hash is not null")
                .text(user.hex())
                .first(row -> row.text(1));
    }

    /**
     * Sets a user's legacy key, or takes it away.
     *
     * @return whether there is such a user
     */
    boolean setLegacyKey(Tx tx, UserId user, Optional<String> keyHash) {
        return tx.sql("update app_user set legacy_key_hash = ? where id = ?")
                        .text(keyHash.orElse(null))
                        .text(user.hex())
                        .run()
                == 1;
    }

    private static Set<AccountId> accountsOf(Tx tx, UserId user) {
        return new LinkedHashSet<>(tx.sql("select a.id from membership m join account a on a.id = m.account_id"
                        + " where m.user_id = ? and m.status = 'accepted' and a.deleted_on is null")
                .text(user.hex())
                .list(row -> new AccountId(row.text(1))));
    }

    private static Set<AccountId> live(Tx tx, AccountId account) {
        return new LinkedHashSet<>(tx.sql("select id from account where id = ? and deleted_on is null")
                .text(account.hex())
                .list(row -> new AccountId(row.text(1))));
    }
}
