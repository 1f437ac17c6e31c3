package dev.chancery.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every row of every table of a running product's SQLite file, as text: what must be as before when a request was refused.
 *
 * @param tables the rows of each table, each row with its columns' names
 */
record DatabaseDump(Map<String, List<String>> tables) {

    /** What may change although nothing happened: the log of what was asked for, and what the background does by the clock. */
    private static final Set<String> RESTLESS_TABLES = Set.of("audit_log", "crl");

    private static final Map<String, Set<String>> RESTLESS_COLUMNS = Map.of(
            "api_token", Set.of("last_used_on"),
            "crl_partition", Set.of("built_revision", "crl_number"));

    /** Reads the database in this data folder. */
    static DatabaseDump of(Path data) {
        try (Stream<Path> files = Files.list(data);
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + databaseIn(files))) {
            Map<String, List<String>> tables = new TreeMap<>();
            for (String table : tableNames(connection)) {
                if (!RESTLESS_TABLES.contains(table)) {
                    tables.put(table, rows(connection, table));
                }
            }
            return new DatabaseDump(tables);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (SQLException cause) {
            throw new IllegalStateException("the database cannot be read", cause);
        }
    }

    /** Returns the rows that only one of two dumps has, of each table where there are any; empty if they agree. */
    static Map<String, List<String>> difference(DatabaseDump before, DatabaseDump after) {
        Map<String, List<String>> differences = new TreeMap<>();
        after.tables().forEach((table, rows) -> {
            List<String> old = before.tables().getOrDefault(table, List.of());
            List<String> different = new ArrayList<>();
            old.stream().filter(row -> !rows.contains(row)).forEach(row -> different.add("- " + row));
            rows.stream().filter(row -> !old.contains(row)).forEach(row -> different.add("+ " + row));
            if (!different.isEmpty() || old.size() != rows.size()) {
                differences.put(table, different);
            }
        });
        return differences;
    }

    private static Path databaseIn(Stream<Path> files) {
        return files.filter(file ->
                        file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(db|sqlite3?)"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no database in the data folder"));
    }

    private static List<String> tableNames(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")) {
            while (result.next()) {
                names.add(result.getString(1));
            }
        }
        return names;
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        Set<String> restless = RESTLESS_COLUMNS.getOrDefault(table, Set.of());
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from \"" + table + "\"")) {
            ResultSetMetaData meta = result.getMetaData();
            while (result.next()) {
                StringBuilder row = new StringBuilder();
                for (int column = 1; column <= meta.getColumnCount(); column++) {
                    String name = meta.getColumnName(column);
                    if (!restless.contains(name)) {
                        row.append(name)
                                .append('=')
                                .append(text(result.getObject(column)))
                                .append(' ');
                    }
                }
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : String.valueOf(value);
    }
}
