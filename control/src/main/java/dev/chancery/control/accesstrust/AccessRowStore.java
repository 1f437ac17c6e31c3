package dev.chancery.control.accesstrust;

import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.AuthUrl;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.Kid;
import dev.chancery.trust.access.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Reads the tables of Access for edges. What belongs to a deleted account is not there. */
final class AccessRowStore {
    private static final String LIVE = " join account c on c.id = %s.account_id and c.deleted_on is null";

    private final int edgePort;

    AccessRowStore(int edgePort) {
        this.edgePort = edgePort;
    }

    /** Every account, deleted ones too. */
    List<AccountId> accounts(Tx tx) {
        return tx.sql("select id from account").list(row -> new AccountId(row.text(1)));
    }

    /**
     * The ids of an account's rows.
     *
     * @param table one with {@code id} and {@code account_id}
     */
    List<UUID> ids(Tx tx, String table, AccountId account) {
        return tx.sql("select id from " + table + " where account_id = ?")
                .text(account.hex())
                .list(row -> row.uuid(1));
    }

    Optional<AccessEntry> organization(Tx tx, AccountId account) {
        return tx.sql("select o.auth_domain, o.name, o.settings from access_organization o" + LIVE.formatted("o")
                        + " where o.account_id = ?")
                .text(account.hex())
                .first(row -> new AccessEntry.Organization(
                        new AccessAccount(account.hex()),
                        AuthUrl.of(new Hostname(row.text(1)), edgePort),
                        row.text(2),
                        StoredMembers.of(row.text(3)).duration("session_duration")));
    }

    /** The keys an account's tokens are signed with, retired ones until they are forgotten. */
    List<AccessEntry> keys(Tx tx, AccountId account) {
        return tx.sql("select k.spki, k.valid_until from access_signing_key k" + LIVE.formatted("k")
                        + " where k.account_id = ?")
                .text(account.hex())
                .list(row -> {
                    SubjectPublicKey key = publicKey(row.bytes(1));
                    return new AccessEntry.AccessKey(
                            new AccessAccount(account.hex()), Kid.of(key), key, row.instantOrNull(2));
                });
    }

    private static SubjectPublicKey publicKey(byte[] spki) {
        try {
            return SubjectPublicKey.parse(Der.of(spki));
        } catch (DerException e) {
            throw new DatabaseException("access_signing_key.spki: " + e.sentence(), e);
        }
    }

    /** An application, if it is of a type that edges protect. */
    Optional<AccessEntry> application(Tx tx, UUID id) {
        return tx.sql("select a.account_id, a.type, a.name, a.aud, a.members from access_application a"
                        + LIVE.formatted("a") + " where a.id = ?")
                .uuid(id)
                .first(row -> StoredApplication.read(id, row, places(tx, id), policiesOf(tx, new ApplicationId(id))))
                .flatMap(found -> found)
                .map(AccessEntry.Application::new);
    }

    private static List<Place> places(Tx tx, UUID id) {
        return tx.sql("select location from access_application_domain where application_id = ? order by location")
                .uuid(id)
                .list(row -> place(row.text(1)));
    }

    private static Place place(String location) {
        int slash = location.indexOf('/');
        return slash < 0 ? new Place(location, "") : new Place(location.substring(0, slash), location.substring(slash));
    }

    /** An application's policies, in their order. */
    List<UUID> policiesOf(Tx tx, ApplicationId id) {
        return tx.sql("select policy_id from access_policy_binding where application_id = ? order by precedence")
                .uuid(id.uuid())
                .list(row -> row.uuid(1));
    }

    Optional<AccessEntry> policy(Tx tx, UUID id) {
        return tx.sql("select p.name, p.decision, p.rules, p.options from access_policy p" + LIVE.formatted("p")
                        + " where p.id = ?")
                .uuid(id)
                .first(row -> new AccessEntry.Policy(StoredPolicy.of(
                        id, row.text(1), row.text(2), RuleSet.ofStored(row.text(3)), StoredMembers.of(row.text(4)))));
    }

    Optional<AccessEntry> group(Tx tx, UUID id) {
        return tx.sql("select g.rules from access_group g" + LIVE.formatted("g") + " where g.id = ?")
                .uuid(id)
                .first(row -> new AccessEntry.Group(id, TrustRules.of(RuleSet.ofStored(row.text(1)))));
    }

    /** A service token that is accepted. */
    Optional<AccessEntry> serviceToken(Tx tx, UUID id) {
        return tx.sql(
                        "select t.account_id, t.client_id, t.secret_hash, t.previous_hash, t.previous_expires_on, t.expires_on"
                                + " from access_service_token t" + LIVE.formatted("t")
                                + " where t.id = ? and t.enabled = 1")
                .uuid(id)
                .first(row -> serviceToken(id, row));
    }

    private static AccessEntry serviceToken(UUID id, Row row) {
        return new AccessEntry.ServiceToken(
                id,
                new AccessAccount(row.text(1)),
                row.text(2),
                row.text(3),
                row.textOrNull(4),
                row.instantOrNull(5),
                row.instantOrNull(6));
    }

    /** The people of an account whose tokens were revoked. */
    List<String> revokedUsers(Tx tx, AccountId account) {
        return tx.sql("select email from access_user_revocation where account_id = ?")
                .text(account.hex())
                .list(row -> row.text(1));
    }

    Optional<AccessEntry> tokensRevoked(Tx tx, AccountId account, AccessEntry.TokenScope scope, String subject) {
        Optional<Instant> before = switch (scope) {
            case APPLICATION ->
                tx.sql("select a.tokens_revoked_on from access_application a" + LIVE.formatted("a")
                                + " where a.id = ? and a.account_id = ? and a.tokens_revoked_on is not null")
                        .text(subject)
                        .text(account.hex())
                        .first(row -> row.instant(1));
            case USER ->
                tx.sql("select u.revoked_on from access_user_revocation u" + LIVE.formatted("u")
                                + " where u.email = ? and u.account_id = ?")
                        .text(subject)
                        .text(account.hex())
                        .first(row -> row.instant(1));
        };
        return before.map(at -> new AccessEntry.TokensRevoked(new AccessAccount(account.hex()), scope, subject, at));
    }

    /** Whether some revocation of tokens is older than that. */
    boolean anyRevokedBefore(Tx tx, Instant end) {
        return tx.sql("select 1 from access_user_revocation where revoked_on < ? union all"
                        + " select 1 from access_application where tokens_revoked_on < ? limit 1")
                .instant(end)
                .instant(end)
                .first(row -> true)
                .orElse(false);
    }

    void usersRevokedBefore(Tx tx, Instant end, BiConsumer<AccountId, String> consumer) {
        tx.sql("select account_id, email from access_user_revocation where revoked_on < ?")
                .instant(end)
                .list(row -> Map.entry(new AccountId(row.text(1)), row.text(2)))
                .forEach(user -> consumer.accept(user.getKey(), user.getValue()));
    }

    void applicationsRevokedBefore(Tx tx, Instant end, BiConsumer<AccountId, ApplicationId> consumer) {
        tx.sql("select account_id, id from access_application where tokens_revoked_on < ?")
                .instant(end)
                .list(row -> Map.entry(new AccountId(row.text(1)), new ApplicationId(row.uuid(2))))
                .forEach(one -> consumer.accept(one.getKey(), one.getValue()));
    }

    /** Forgets them. */
    void forgetRevokedBefore(Tx tx, Instant end) {
        tx.sql("delete from access_user_revocation where revoked_on < ?")
                .instant(end)
                .run();
        tx.sql("update access_application set tokens_revoked_on = null where tokens_revoked_on < ?")
                .instant(end)
                .run();
    }
}
