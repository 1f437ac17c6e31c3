package dev.chancery.control.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.db.EpochMicros;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.UserId;
import dev.chancery.control.publishing.ZoneEntries;
import dev.chancery.trust.Change;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.Query;

/** The tables of accounts and of memberships in them. */
public final class AccountStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = "id, name, type, settings, created_on";
    private static final String LISTED = " from account where deleted_on is null and id in (<ids>)"
            + " and (:name is null or lower(name) = lower(:name))";

    /** Adds an account. */
    public void insert(Tx tx, Account account) {
        tx.sql("insert into account (id, name, type, settings, created_on) values (?, ?, ?, ?, ?)")
                .text(account.id().hex())
                .text(account.name())
                .text(account.type().word())
                .text(json(account.settings()))
                .instant(account.createdOn())
                .run();
    }

    /** Makes a user a member of an account. */
    public void insertMember(Tx tx, String membershipId, UserId user, AccountId account) {
        tx.sql("insert into membership (id, user_id, account_id, status) values (?, ?, ?, 'accepted')")
                .text(membershipId)
                .text(user.hex())
                .text(account.hex())
                .run();
    }

    /** A live account; in a write, locked until its end. */
    public Optional<Account> find(Tx tx, AccountId id) {
        String lock = tx.writes() ? tx.engine().forUpdate() : "";
        return tx.sql("select " + COLUMNS + " from account where id = ? and deleted_on is null" + lock)
                .text(id.hex())
                .first(AccountStore::read);
    }

    void update(Tx tx, Account account) {
        tx.sql("update account set name = ?, type = ?, settings = ? where id = ?")
                .text(account.name())
                .text(account.type().word())
                .text(json(account.settings()))
                .text(account.id().hex())
                .run();
    }

    /** A page of those of the given accounts that live, by name. */
    List<Account> list(Tx tx, Set<AccountId> among, Optional<String> name, boolean descending, long offset, int limit) {
        String direction = descending ? " desc" : "";
        try (Query query = tx.handle()
                .createQuery("select " + COLUMNS + LISTED + " order by name" + direction + ", id" + direction
                        + " limit :limit offset :offset")) {
            return bind(query, among, name)
                    .bind("limit", limit)
                    .bind("offset", offset)
                    .map((row, context) -> read(row))
                    .list();
        }
    }

    /** How many {@link #list} would show in all pages. */
    long count(Tx tx, Set<AccountId> among, Optional<String> name) {
        try (Query query = tx.handle().createQuery("select count(*)" + LISTED)) {
            return bind(query, among, name).mapTo(Long.class).one();
        }
    }

    private static Query bind(Query query, Set<AccountId> among, Optional<String> name) {
        return query.bindList(
                        EmptyHandling.NULL_KEYWORD,
                        "ids",
                        among.stream().map(AccountId::hex).toList())
                .bindByType("name", name.orElse(null), String.class);
    }

    /** Whether a zone of the account has client certificates that are not revoked. */
    boolean hasUnrevokedClientCertificates(Tx tx, AccountId account) {
        return tx.sql("select 1 from zone z where z.account_id = ? and exists (select 1 from client_certificate c"
                        + " where c.zone_id = z.id and c.status in (1, 2, 4)) limit 1")
                .text(account.hex())
                .first(row -> true)
                .orElse(false);
    }

    /** Whether the account holds mTLS certificates, of its own or of Access. */
    boolean hasMtlsCertificates(Tx tx, AccountId account) {
        return Stream.of("mtls_certificate", "access_certificate")
                .anyMatch(table -> tx.sql(
                                "select 1 from " + table + " where account_id = ? and deleted_on is null limit 1")
                        .text(account.hex())
                        .first(row -> true)
                        .orElse(false));
    }

    /** Whether the account has Access applications or a gateway CA, whose keys would stay behind. */
    boolean hasApplications(Tx tx, AccountId account) {
        return tx.sql("select 1 from access_application where account_id = ? union all"
                        + " select 1 from access_gateway_ca where account_id = ? limit 1")
                .text(account.hex())
                .text(account.hex())
                .first(row -> true)
                .orElse(false);
    }

    /** Takes back what edges were told of the hostnames of an account's zones; answers what they are to believe no longer. */
    List<Change> unbindHostnames(Tx tx, AccountId account) {
        return tx.sql("select id from zone where account_id = ?").text(account.hex()).list(row -> row.text(1)).stream()
                .flatMap(zone -> ZoneEntries.delete(tx, zone).stream())
                .toList();
    }

    /** Lets nothing more be issued in the account's zones, and waits for what is being issued. */
    void closeZones(Tx tx, AccountId account) {
        tx.sql("insert into client_certificate_ordinal (zone_id, last, closed) select id, 0, 1 from zone"
                        + " where account_id = ? and deleted_on is null"
                        + " on conflict (zone_id) do update set closed = 1")
                .text(account.hex())
                .run();
    }

    /** Makes a tombstone of the account and of its zones, and removes its tokens and memberships. */
    void bury(Tx tx, AccountId account, Instant now) {
        tx.sql("update zone set deleted_on = ? where account_id = ? and deleted_on is null")
                .instant(now)
                .text(account.hex())
                .run();
        tx.sql("update account set deleted_on = ? where id = ?")
                .instant(now)
                .text(account.hex())
                .run();
        tx.sql("delete from api_token where owner_kind = 'account' and owner_id = ?")
                .text(account.hex())
                .run();
        tx.sql("delete from membership where account_id = ?")
                .text(account.hex())
                .run();
    }

    private static Account read(Row row) {
        return account(row.text(1), row.text(2), row.text(3), row.text(4), row.instant(5));
    }

    private static Account read(ResultSet row) throws SQLException {
        return account(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                EpochMicros.toInstant(row.getLong(5)));
    }

    private static Account account(String id, String name, String type, String settings, Instant createdOn) {
        return new Account(
                new AccountId(id), name, AccountType.parse(type).orElseThrow(), settings(settings), createdOn);
    }

    private static String json(Account.Settings settings) {
        ObjectNode node = JSON.createObjectNode();
        settings.abuseContactEmail().ifPresent(email -> node.put("abuse_contact_email", email));
        node.put("enforce_twofactor", settings.enforceTwofactor());
        return node.toString();
    }

    private static Account.Settings settings(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return new Account.Settings(
                    Optional.ofNullable(node.path("abuse_contact_email").textValue()),
                    node.path("enforce_twofactor").asBoolean(false));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
