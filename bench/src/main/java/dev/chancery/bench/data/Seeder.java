package dev.chancery.bench.data;

import dev.chancery.pki.SerialNumber;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.StreamCodec;
import dev.chancery.trust.TrustEntry;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.LongFunction;

/**
 * Fills a zone with client certificates straight in the database, while the product is stopped. A few certificates that the
 * product really issued are the patterns: each new row is one of them with an id, an ordinal, a serial and a status of its
 * own (the serial in the DER too; nobody checks its signature here). Then what is derived from the rows is derived again.
 */
public final class Seeder {

    private static final int BATCH = 5000;

    /** 2026-01-01. */
    private static final long FIRST_MILLISECOND = 1_767_225_600_000L;

    /** How many certificates the product puts into one CRL partition. */
    private static final long PARTITION = 65_536;

    private final Connection connection;
    private final String zone;
    private final List<Map<String, Object>> patterns;
    private BundleDigest digest;

    private Seeder(Connection connection, String zone, List<Map<String, Object>> patterns) throws SQLException {
        this.connection = connection;
        this.zone = zone;
        this.patterns = patterns;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select digest from trust_head")) {
            row.next();
            this.digest = BundleDigest.ofHex(row.getString(1));
        }
    }

    /**
     * Fills a zone up to that many certificates.
     *
     * @param rows how many the zone has afterwards
     * @param statusOf the status of an ordinal; the patterns keep theirs
     */
    public static void fill(Store store, String zone, long rows, LongFunction<Status> statusOf) throws SQLException {
        try (Connection connection = store.open()) {
            if (!store.isPostgresql()) {
                // Nothing is lost if the machine fails now: the filling is simply done again.
                run(connection, "pragma synchronous = off");
                run(connection, "pragma cache_size = -2000000");
            }
            connection.setAutoCommit(false);
            Seeder seeder = new Seeder(connection, zone, readPatterns(connection, zone));
            seeder.insert(seeder.patterns.size() + 1L, rows, statusOf);
            seeder.derive(rows);
            connection.commit();
            connection.setAutoCommit(true);
            if (store.isPostgresql()) {
                run(connection, "vacuum analyze");
                run(connection, "checkpoint");
            } else {
                run(connection, "pragma wal_checkpoint(truncate)");
            }
        }
    }

    /**
     * Returns the id of a filled-in certificate as the API shows it, 32 hex digits: like the product's own, it begins with the
     * millisecond (docs/adr/0005-ids-that-grow.md).
     */
    public static String idOf(long ordinal) {
        SplittableRandom random = new SplittableRandom(ordinal);
        return "%012x%04x%016x".formatted(millis(ordinal), random.nextInt(1 << 16), random.nextLong());
    }

    /** As if one had been issued every millisecond. */
    private static long millis(long ordinal) {
        return FIRST_MILLISECOND + ordinal;
    }

    private static List<Map<String, Object>> readPatterns(Connection connection, String zone) throws SQLException {
        List<Map<String, Object>> patterns = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select * from client_certificate where zone_id = ? order by ordinal")) {
            statement.setString(1, zone);
            try (ResultSet row = statement.executeQuery()) {
                ResultSetMetaData columns = row.getMetaData();
                while (row.next()) {
                    Map<String, Object> pattern = new HashMap<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        Object value = row.getObject(i);
                        if (value != null) {
                            pattern.put(columns.getColumnName(i), value);
                        }
                    }
                    patterns.add(pattern);
                }
            }
        }
        if (patterns.isEmpty()) {
            throw new IllegalStateException("the zone has no certificate to take as a pattern");
        }
        return patterns;
    }

    private void insert(long first, long last, LongFunction<Status> statusOf) throws SQLException {
        List<String> columns = patterns.stream()
                .flatMap(pattern -> pattern.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        List<String> all = new ArrayList<>(columns);
        if (!all.contains("revoked_at")) {
            all.add("revoked_at");
        }
        String marks = String.join(", ", all.stream().map(column -> "?").toList());
        String sql = "insert into client_certificate (" + String.join(", ", all) + ") values (" + marks + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (long ordinal = first; ordinal <= last; ordinal++) {
                Map<String, Object> row = row(ordinal, statusOf.apply(ordinal));
                for (int i = 0; i < all.size(); i++) {
                    statement.setObject(i + 1, row.get(all.get(i)));
                }
                statement.addBatch();
                if ((ordinal - first + 1) % BATCH == 0 || ordinal == last) {
                    statement.executeBatch();
                    connection.commit();
                }
                if (ordinal % 100_000 == 0) {
                    System.out.printf("  %,d certificates%n", ordinal);
                }
            }
        }
    }

    private Map<String, Object> row(long ordinal, Status status) {
        Map<String, Object> pattern = patterns.get((int) (ordinal % patterns.size()));
        byte[] serial = serial(ordinal);
        byte[] certificate = bytes(pattern, "certificate").clone();
        System.arraycopy(serial, 0, certificate, indexOf(certificate, bytes(pattern, "serial")), serial.length);
        Map<String, Object> row = new HashMap<>(pattern);
        row.put("id", HexFormat.of().parseHex(idOf(ordinal)));
        row.put("ordinal", ordinal);
        row.put("serial", serial);
        row.put("certificate", certificate);
        row.put("status", status.number());
        row.put("crl_partition", number(pattern, "crl_partition") + ordinal / PARTITION);
        if (status != Status.ACTIVE) {
            row.put("revoked_at", Objects.requireNonNull(pattern.get("issued_on")));
            digest = digest.plus(new TrustEntry.Revoked(
                    new AuthorityId(UUID.fromString(text(pattern, "ca_id"))),
                    dev.chancery.trust.Status.prefix(new BigInteger(1, serial))));
        }
        return row;
    }

    private static byte[] serial(long ordinal) {
        SplittableRandom random = new SplittableRandom(~ordinal);
        byte[] bits = new byte[SerialNumber.RANDOM_BYTES];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = (byte) random.nextInt();
        }
        // Always 20 octets, as in the patterns, so that the DER keeps its lengths.
        return SerialNumber.fromTime(millis(ordinal), bits).toByteArray();
    }

    /** Makes counter rows, blocks and revocation list states agree with the rows again. */
    private void derive(long rows) throws SQLException {
        run(connection, "update client_certificate_ordinal set last = " + rows + " where zone_id = '" + zone + "'");
        run(connection, "delete from client_certificate_block where zone_id = '" + zone + "'");
        for (Map.Entry<Integer, Integer> level : Map.of(1, 512, 2, 131_072).entrySet()) {
            run(connection, """
                    insert into client_certificate_block (zone_id, status, level, block, n)
                    select zone_id, status, %d, (ordinal - 1) / %d, count(*)
                    from client_certificate where zone_id = '%s' group by 1, 2, 4
                    """.formatted(level.getKey(), level.getValue(), zone));
        }
        derivePartitions();
        deriveHead();
    }

    /** What edges believe at the head, as if one revision had brought it all: every revoked leaf is an entry of the bundle. */
    private void deriveHead() throws SQLException {
        run(connection, "update trust_head set revision = revision + 1, digest = '" + digest.hex() + "'");
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into trust_change (revision, at, digest, changes) select revision, ?, digest, ? from trust_head")) {
            statement.setLong(1, FIRST_MILLISECOND);
            statement.setBytes(2, StreamCodec.encodeChanges(List.of()));
            statement.executeUpdate();
        }
    }

    /** As if the partitions had filled up one after the other; a list that must say something is due to be built. */
    private void derivePartitions() throws SQLException {
        run(connection, "delete from crl where ca_id in (select ca_id from client_certificate)");
        run(connection, "delete from crl_partition where ca_id in (select ca_id from client_certificate)");
        run(connection, """
                insert into crl_partition
                    (ca_id, number_of_partition, issued, changed_revision, built_revision, crl_number)
                select ca_id, crl_partition, count(*), sum(case when status = 1 then 0 else 1 end), 0, 0
                from client_certificate group by ca_id, crl_partition
                """);
        run(connection, """
                update managed_ca set open_partition =
                    (select max(number_of_partition) from crl_partition where ca_id = managed_ca.id)
                where id in (select ca_id from client_certificate)
                """);
    }

    private static String text(Map<String, Object> row, String column) {
        return Objects.requireNonNull(row.get(column), column).toString();
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) Objects.requireNonNull(row.get(column), column)).longValue();
    }

    private static byte[] bytes(Map<String, Object> row, String column) {
        return (byte[]) Objects.requireNonNull(row.get(column), column);
    }

    private static int indexOf(byte[] in, byte[] wanted) {
        for (int i = 0; i + wanted.length <= in.length; i++) {
            if (Arrays.equals(in, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new IllegalStateException("the certificate does not hold its serial");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
