package dev.chancery.control.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.testkit.GoldenFiles;
import dev.chancery.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class SchemaTest {
    private static final GoldenFiles GOLDEN = new GoldenFiles("src/test/resources/golden", "schema-*.sql");

    @Test
    void looksOnSqliteAsTheGoldenFileSays(@TempDir Path folder) {
        try (Database database = FreshDatabase.sqlite(folder)) {
            String dump = database.read(SchemaDump::of);
            GOLDEN.check("schema-sqlite.sql", dump);
        }
    }

    @Test
    void looksOnPostgresqlAsTheGoldenFileSays() {
        try (Database database = FreshDatabase.postgresql()) {
            String dump = database.read(SchemaDump::of);
            GOLDEN.check("schema-postgresql.sql", dump);
        }
    }

    @Test
    void hasAGoldenFileForEachEngineAndNoOther() {
        GOLDEN.checkNames(Set.of("schema-sqlite.sql", "schema-postgresql.sql"));
    }

    @Test
    void keepsWhatIsThereWhenOpenedAgainOnSqlite(@TempDir Path folder) {
        keepsWhatIsThere(folder.resolve("chancery.db").toString());
    }

    @Test
    void keepsWhatIsThereWhenOpenedAgainOnPostgresql() {
        keepsWhatIsThere(PostgresServer.freshDatabase());
    }

    @Test
    void migratesAnOlderSqliteDatabase(@TempDir Path folder) {
        SqliteFile file = new SqliteFile(folder.resolve("chancery.db"));
        file.create();
        Schema.flyway(Engine.SQLITE, file.source())
                .target(MigrationVersion.fromVersion("1"))
                .load()
                .migrate();
        try (Database database = FreshDatabase.sqlite(folder)) {
            refusesToRemoveAuditEntries(database);
        }
    }

    @Test
    void migratesAnOlderPostgresqlDatabase() {
        String url = PostgresServer.freshDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:" + url.replaceFirst("//.*@", "//"));
        source.setUser("postgres");
        Schema.flyway(Engine.POSTGRESQL, source)
                .target(MigrationVersion.fromVersion("1"))
                .load()
                .migrate();
        try (Database database = FreshDatabase.open(url)) {
            refusesToRemoveAuditEntries(database);
        }
    }

    @Test
    void makesASqliteFileOnlyItsOwnerReads(@TempDir Path folder) throws Exception {
        try (Database database = FreshDatabase.sqlite(folder)) {
            assertThat(database.engine()).isEqualTo(Engine.SQLITE);
            for (String name : Set.of("chancery.db", "chancery.db-wal", "chancery.db-shm")) {
                assertThat(Files.getPosixFilePermissions(folder.resolve(name)))
                        .as(name)
                        .hasSize(2);
            }
        }
    }

    @Test
    void setsSqliteUpToBeDurableAndReadersToBeReaders(@TempDir Path folder) {
        try (Database database = FreshDatabase.sqlite(folder)) {
            assertThat(database.<String>read(tx -> pragma(tx, "page_size"))).isEqualTo("8192");
            assertThat(database.<String>read(tx -> pragma(tx, "journal_mode"))).isEqualTo("wal");
            assertThat(database.<String>read(tx -> pragma(tx, "query_only"))).isEqualTo("1");
            assertThat(database.<String>write(Lane.GENERAL, tx -> pragma(tx, "synchronous")))
                    .as("FULL")
                    .isEqualTo("2");
            assertThat(database.<String>write(Lane.GENERAL, tx -> pragma(tx, "foreign_keys")))
                    .isEqualTo("1");
        }
    }

    private static String pragma(Tx tx, String name) {
        return tx.sql("pragma " + name).first(row -> row.text(1)).orElseThrow();
    }

    private static void keepsWhatIsThere(String url) {
        TrustHead.Position position;
        try (Database database = FreshDatabase.open(url)) {
            database.write(Lane.TRUST, TrustHead::advance);
            position = database.read(TrustHead::read);
        }
        try (Database database = FreshDatabase.open(url)) {
            TrustHead.Position found = database.read(TrustHead::read);
            assertThat(found).isEqualTo(position);
        }
    }

    private static void refusesToRemoveAuditEntries(Database database) {
        database.write(
                Lane.GENERAL,
                tx -> tx.sql("insert into audit_log (at, actor_kind, action, outcome, object_type)"
                                + " values (1, 'user', 'create', 'done', 'zone')")
                        .run());
        assertThatThrownBy(() -> database.write(
                        Lane.GENERAL, tx -> tx.sql("delete from audit_log").run()))
                .hasMessageContaining("append-only");
    }
}
