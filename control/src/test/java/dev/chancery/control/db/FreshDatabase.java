package dev.chancery.control.db;

import dev.chancery.testkit.PostgresServer;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Empty databases with the whole schema, for store tests. */
public final class FreshDatabase {
    private FreshDatabase() {}

    /** The whole schema, made once and copied from then on. */
    private static final class Original {
        static final String URL = migrated();

        private Original() {}

        private static String migrated() {
            String url = PostgresServer.freshDatabase();
            open(url).close();
            return url;
        }
    }

    /** A SQLite database in this folder. */
    public static Database sqlite(Path folder) {
        return open(folder.resolve("chancery.db").toString());
    }

    /** A database of its own on the test JVM's PostgreSQL server. */
    public static Database postgresql() {
        return open(PostgresServer.copyOf(Original.URL));
    }

    /** Whatever is at this address. */
    public static Database open(String url) {
        return Database.open(DatabaseUrl.parse(url), new SecureRandom());
    }
}
