package dev.chancery.control.db;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Where the database is: a file for SQLite, an address for PostgreSQL. No {@code toString} shows a password. */
public sealed interface DatabaseUrl {

    /** The engine that is found there. */
    Engine engine();

    /**
     * Reads a database address.
     *
     * @param text {@code postgresql://user:password@host:port/database?parameter=value…}, with percent-encoding, several
     *     hosts separated by commas; anything without a scheme (or {@code sqlite:}) is the path of a SQLite file
     * @throws IllegalArgumentException if it is neither; the message never repeats the text, which may hold a password
     */
    static DatabaseUrl parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("postgresql://") || lower.startsWith("postgres://")) {
            return Postgresql.of(text.substring(text.indexOf("://") + 3));
        }
        String path = lower.startsWith("sqlite:") ? text.substring("sqlite:".length()) : text;
        if (path.isBlank() || path.contains("://")) {
            throw new IllegalArgumentException(
                    "database: unknown kind of address (expected: postgresql://user:password@host:port/database or a file)");
        }
        return new Sqlite(Path.of(path));
    }

    /**
     * A SQLite database.
     *
     * @param file the database file; created with its folder if missing
     */
    record Sqlite(Path file) implements DatabaseUrl {
        @Override
        public Engine engine() {
            return Engine.SQLITE;
        }
    }

    /** A PostgreSQL database. */
    final class Postgresql implements DatabaseUrl {
        private final String hosts;
        private final String database;
        private final String user;
        private final String password;
        private final Map<String, String> parameters;

        private Postgresql(
                String hosts, String database, String user, String password, Map<String, String> parameters) {
            this.hosts = hosts;
            this.database = database;
            this.user = user;
            this.password = password;
            this.parameters = parameters;
        }

        private static Postgresql of(String rest) {
            int query = rest.indexOf('?');
            String place = query < 0 ? rest : rest.substring(0, query);
            int slash = place.indexOf('/', place.lastIndexOf('@') + 1);
            String authority = slash < 0 ? place : place.substring(0, slash);
            String database = slash < 0 ? "" : decode(place.substring(slash + 1));
            int at = authority.lastIndexOf('@');
            String credentials = at < 0 ? "" : authority.substring(0, at);
            String hosts = authority.substring(at + 1);
            if (hosts.isEmpty() || database.isEmpty()) {
                throw new IllegalArgumentException("database: PostgreSQL address without a host or database name"
                        + " (expected: postgresql://user:password@host:port/database)");
            }
            int colon = credentials.indexOf(':');
            String user = decode(colon < 0 ? credentials : credentials.substring(0, colon));
            String password = colon < 0 ? "" : decode(credentials.substring(colon + 1));
            return new Postgresql(
                    hosts, database, user, password, parameters(query < 0 ? "" : rest.substring(query + 1)));
        }

        private static Map<String, String> parameters(String query) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                }
            }
            return Map.copyOf(parameters);
        }

        private static String decode(String text) {
            // A plus sign is itself in a URL's authority and path; only the form encoding of queries reads it as a
            // space.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }

        @Override
        public Engine engine() {
            return Engine.POSTGRESQL;
        }

        /** The driver's form of the address, without credentials. */
        String jdbcUrl() {
            return "jdbc:postgresql://" + hosts + "/"
                    + java.net.URLEncoder.encode(database, StandardCharsets.UTF_8)
                            .replace("+", "%20");
        }

        String user() {
            return user;
        }

        String password() {
            return password;
        }

        /** Driver parameters (for example {@code sslmode}), by name. */
        Map<String, String> parameters() {
            return parameters;
        }

        @Override
        public String toString() {
            Map<String, String> shown = new TreeMap<>(parameters);
            shown.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).contains("password"));
            return "postgresql://" + user + "@" + hosts + "/" + database + (shown.isEmpty() ? "" : "?" + shown);
        }
    }
}
