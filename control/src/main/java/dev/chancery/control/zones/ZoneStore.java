package dev.chancery.control.zones;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chancery.control.db.EpochMicros;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Directory;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.ZoneEntries;
import dev.chancery.trust.Change;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.EmptyHandling;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table of zones. */
public final class ZoneStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = "z.id, z.account_id, a.name, z.name, z.type, z.status, z.paused,"
            + " z.vanity_name_servers, z.created_on, z.modified_on, z.activated_on, z.china_network";
    private static final String LIVE = " from zone z join account a on a.id = z.account_id where z.deleted_on is null";

    /**
     * Adds a zone.
     *
     * @return whether its name was free
     */
    public boolean insert(Tx tx, Zone zone) {
        return tx.sql(
                                "insert into zone (id, account_id, name, type, status, paused, china_network, vanity_name_servers,"
                                        + " created_on, modified_on, activated_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                        + " on conflict do nothing")
                        .text(zone.id().hex())
                        .text(zone.account().hex())
                        .text(zone.name().ascii())
                        .text(zone.type().word())
                        .text(zone.status().word())
                        .flag(zone.paused())
                        .flag(zone.chinaNetwork())
                        .text(json(zone.vanityNameServers()))
                        .instant(zone.createdOn())
                        .instant(zone.modifiedOn())
                        .instant(zone.activatedOn())
                        .run()
                == 1;
    }

    /** A live account's name; it does not go before the transaction ends. */
    Optional<String> holdAccount(Tx tx, AccountId account) {
        return tx.sql("select name from account where id = ? and deleted_on is null"
                        + tx.engine().forUpdate())
                .text(account.hex())
                .first(row -> row.text(1));
    }

    /** Locks a live zone until the transaction ends. */
    void lock(Tx tx, ZoneId id) {
        LiveRow.ZONE.hold(tx, id.hex());
    }

    /** A live zone. */
    public Optional<Zone> find(Tx tx, ZoneId id) {
        return tx.sql("select " + COLUMNS + LIVE + " and z.id = ?")
                .text(id.hex())
                .first(ZoneStore::read);
    }

    /** The live zone of this name, if it lies in the account. */
    public Optional<Zone> find(Tx tx, AccountId account, ZoneName name) {
        return tx.sql("select " + COLUMNS + LIVE + " and z.name = ? and z.account_id = ?")
                .text(name.ascii())
                .text(account.hex())
                .first(ZoneStore::read);
    }

    /** What the gate needs to know of a live zone. */
    Optional<Directory.ZoneEntry> entry(Tx tx, ZoneId id) {
        return tx.sql("select account_id, name from zone where id = ? and deleted_on is null")
                .text(id.hex())
                .first(row -> new Directory.ZoneEntry(id, new AccountId(row.text(1)), row.text(2)));
    }

    void update(Tx tx, Zone zone) {
        tx.sql("update zone set type = ?, paused = ?, china_network = ?, vanity_name_servers = ?, modified_on = ?"
                        + " where id = ?")
                .text(zone.type().word())
                .flag(zone.paused())
                .flag(zone.chinaNetwork())
                .text(json(zone.vanityNameServers()))
                .instant(zone.modifiedOn())
                .text(zone.id().hex())
                .run();
    }

    /** Lets nothing more be issued in the zone, and waits for what is being issued. */
    void close(Tx tx, ZoneId id) {
        tx.sql("insert into client_certificate_ordinal (zone_id, last, closed) values (?, 0, 1)"
                        + " on conflict (zone_id) do update set closed = 1")
                .text(id.hex())
                .run();
    }

    /** Whether the zone has client certificates that are not revoked; asked of the rows, which show also this group's changes. */
    boolean hasUnrevokedClientCertificates(Tx tx, ZoneId id) {
        return tx.sql("select 1 from client_certificate where zone_id = ? and status in (1, 2, 4) limit 1")
                .text(id.hex())
                .first(row -> true)
                .orElse(false);
    }

    /** Whether a live application protects something in the zone. */
    boolean hasApplications(Tx tx, ZoneId id) {
        return tx.sql("select 1 from access_application_domain where zone_id = ? limit 1")
                .text(id.hex())
                .first(row -> true)
                .orElse(false);
    }

    /** Takes back what edges were told of a zone's hostnames; answers what they are to believe no longer. */
    List<Change> unbindHostnames(Tx tx, ZoneId id) {
        return ZoneEntries.delete(tx, id.hex());
    }

    /** Makes a tombstone of a zone. */
    void bury(Tx tx, ZoneId id, Instant now) {
        tx.sql("update zone set deleted_on = ? where id = ?")
                .instant(now)
                .text(id.hex())
                .run();
    }

    List<Zone> list(Tx tx, ZoneQuery asked) {
        String direction = asked.descending() ? " desc" : "";
        try (Query query = tx.handle()
                .createQuery("select " + COLUMNS + where(asked) + " order by "
                        + asked.order().column() + direction + ", z.id" + direction
                        + " limit :limit offset :offset")) {
            return bind(query, asked)
                    .bind("limit", asked.limit())
                    .bind("offset", asked.offset())
                    .map((row, context) -> read(row))
                    .list();
        }
    }

    /** How many {@link #list} would show in all pages. */
    long count(Tx tx, ZoneQuery asked) {
        try (Query query = tx.handle().createQuery("select count(*)" + where(asked))) {
            return bind(query, asked).mapTo(Long.class).one();
        }
    }

    private static String where(ZoneQuery asked) {
        StringBuilder where = new StringBuilder(LIVE)
                .append(" and z.account_id in (<within>)" + " and (z.account_id in (<whole>) or z.id in (<single>))");
        if (asked.types().isEmpty()) {
            where.append(" and z.type <> 'internal'");
        }
        List<String> filters = new ArrayList<>();
        asked.name().ifPresent(filter -> filters.add(filter.sql("z.name", ":name")));
        asked.status().ifPresent(_ -> filters.add("z.status = :status"));
        asked.account().ifPresent(_ -> filters.add("z.account_id = :account"));
        asked.accountName().ifPresent(filter -> filters.add(filter.sql("a.name", ":accountName")));
        if (!asked.types().isEmpty()) {
            filters.add("z.type in (<types>)");
        }
        if (!filters.isEmpty()) {
            where.append(" and (")
                    .append(String.join(asked.anyMatches() ? " or " : " and ", filters))
                    .append(")");
        }
        return where.toString();
    }

    private static Query bind(Query query, ZoneQuery asked) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        lists.put(
                "within", asked.visible().within().stream().map(AccountId::hex).toList());
        lists.put("whole", asked.visible().whole().stream().map(AccountId::hex).toList());
        lists.put("single", asked.visible().single().stream().map(ZoneId::hex).toList());
        if (!asked.types().isEmpty()) {
            lists.put("types", asked.types().stream().map(ZoneType::word).toList());
        }
        lists.forEach((name, values) -> query.bindList(EmptyHandling.NULL_KEYWORD, name, values));
        asked.name().ifPresent(filter -> query.bind("name", filter.text()));
        asked.status().ifPresent(status -> query.bind("status", status.word()));
        asked.account().ifPresent(account -> query.bind("account", account.hex()));
        asked.accountName().ifPresent(filter -> query.bind("accountName", filter.text()));
        return query;
    }

    private static Zone read(Row row) {
        return zone(
                List.of(row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(8)),
                row.flag(7),
                row.flag(12),
                row.instant(9),
                row.instant(10),
                row.instantOrNull(11));
    }

    private static Zone read(ResultSet row) throws SQLException {
        long activated = row.getLong(11);
        return zone(
                List.of(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(8)),
                row.getInt(7) != 0,
                row.getInt(12) != 0,
                EpochMicros.toInstant(row.getLong(9)),
                EpochMicros.toInstant(row.getLong(10)),
                activated == 0 ? null : EpochMicros.toInstant(activated));
    }

    private static Zone zone(
            List<String> texts,
            boolean paused,
            boolean chinaNetwork,
            Instant created,
            Instant modified,
            @Nullable Instant activated) {
        return new Zone(
                new ZoneId(texts.get(0)),
                new AccountId(texts.get(1)),
                texts.get(2),
                new ZoneName(texts.get(3)),
                ZoneType.parse(texts.get(4)).orElseThrow(),
                ZoneStatus.parse(texts.get(5)).orElseThrow(),
                paused,
                chinaNetwork,
                names(texts.get(6)),
                created,
                modified,
                activated);
    }

    private static String json(List<String> names) {
        try {
            return JSON.writeValueAsString(names);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(String text) {
        try {
            return JSON.readValue(text, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
