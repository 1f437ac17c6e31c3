package dev.chancery.control.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.testkit.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostgresqlConnectionsTest {
    private final String url = PostgresServer.freshDatabase();

    @Test
    void writesAndReadsAgainAfterEveryConnectionWasCut() {
        try (Database database = FreshDatabase.open(url)) {
            assertThat(advance(database)).isEqualTo(1);
            PostgresServer.cutConnections(url);
            assertThat(advance(database)).isEqualTo(2);
            PostgresServer.cutConnections(url);
            TrustHead.Position position = database.read(TrustHead::read);
            assertThat(position.revision()).isEqualTo(2);
        }
    }

    @Test
    void runsAMemberAgainWhoseConnectionIsCutBeforeTheCommit() {
        AtomicInteger runs = new AtomicInteger();
        try (Database database = FreshDatabase.open(url)) {
            long revision = database.write(Lane.TRUST, tx -> {
                long taken = TrustHead.advance(tx);
                if (runs.incrementAndGet() == 1) {
                    PostgresServer.cutConnections(url);
                }
                assertThat(TrustHead.read(tx).revision()).isEqualTo(taken);
                return taken;
            });
            assertThat(runs).hasValue(2);
            assertThat(revision).isEqualTo(1);
        }
    }

    @Test
    void tellsThatTheOutcomeIsUnknownWhereTheConnectionIsCutAtTheCommit() {
        try (Database database = FreshDatabase.open(url)) {
            assertThatThrownBy(() -> database.write(Lane.TRUST, tx -> {
                        TrustHead.advance(tx);
                        PostgresServer.cutConnections(url);
                        return 0;
                    }))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessage("the commit failed; whether the write is durable is unknown");
            assertThat(advance(database)).isEqualTo(1);
        }
    }

    @Test
    void commitsDurablyEvenWhereTheServerIsToldNotTo() {
        PostgresServer.executeIn(
                url, "alter database " + url.substring(url.lastIndexOf('/') + 1) + " set synchronous_commit = off");
        try (Database database = FreshDatabase.open(url)) {
            String setting = database.write(
                    Lane.GENERAL,
                    tx -> tx.sql("show synchronous_commit")
                            .first(row -> row.text(1))
                            .orElseThrow());
            assertThat(setting).isEqualTo("on");
        }
    }

    @Test
    void leavesNoConnectionOpen() {
        try (Database database = FreshDatabase.open(url)) {
            advance(database);
            assertThat(PostgresServer.connections(url)).isPositive();
        }
        assertThat(PostgresServer.connections(url)).isZero();
    }

    @Test
    void saysInOneSentenceThatItCannotReachTheServer() {
        assertThatThrownBy(() -> FreshDatabase.open("postgresql://u:secret@127.0.0.1:1/db?connectTimeout=1"))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("the database postgresql://u@127.0.0.1:1/db?{connectTimeout=1} cannot be reached");
    }

    private static long advance(Database database) {
        return database.write(Lane.TRUST, TrustHead::advance);
    }
}
