package dev.chancery.bench.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The product's database, opened from beside it.
 *
 * @param jdbcUrl the address for JDBC
 */
public record Store(String jdbcUrl) {

    private static final byte[] SQLITE_MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** Finds the SQLite database in a data folder by what such a file begins with. */
    public static Store sqlite(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    if (Arrays.equals(in.readNBytes(SQLITE_MAGIC.length), SQLITE_MAGIC)) {
                        return new Store("jdbc:sqlite:" + file);
                    }
                }
            }
        }
        throw new IOException("there is no SQLite database in " + folder);
    }

    /** Returns the store at an address such as {@code postgresql://user@host:port/database}. */
    public static Store postgresql(String address) {
        URI uri = URI.create(address);
        return new Store("jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath() + "?user="
                + uri.getUserInfo() + "&reWriteBatchedInserts=true");
    }

    /** Returns whether this is a PostgreSQL database. */
    public boolean isPostgresql() {
        return jdbcUrl.startsWith("jdbc:postgresql:");
    }

    /** Opens a connection; the caller closes it. */
    public Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection(jdbcUrl);
        if (!isPostgresql()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma busy_timeout = 60000");
            }
        }
        return connection;
    }

    /** Returns the one number a query answers with. */
    public long number(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Returns how many client certificates of each status there are, counted row by row, by the API's word for it. */
    public Map<String, Long> countByStatus(String zone) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        for (Status status : Status.values()) {
            counts.put(status.word(), 0L);
        }
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select status, count(*) from client_certificate where zone_id = '"
                                + zone + "' group by status")) {
            while (row.next()) {
                counts.put(Status.stored(row.getInt(1)).word(), row.getLong(2));
            }
        }
        return counts;
    }
}
