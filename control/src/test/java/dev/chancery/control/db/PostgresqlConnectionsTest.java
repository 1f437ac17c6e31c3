package dev.chancery.control.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.testkit.PostgresServer;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
            assertThat(position.revision().number()).isEqualTo(2);
        }
    }

    @Test
    void runsAMemberAgainWhoseConnectionIsCutBeforeTheCommit() {
        AtomicInteger runs = new AtomicInteger();
        try (Database database = FreshDatabase.open(url)) {
            long revision = database.write(Lane.TRUST, tx -> {
                long taken = TrustHead.advance(tx).revision().number();
                if (runs.incrementAndGet() == 1) {
                    PostgresServer.cutConnections(url);
                }
                assertThat(TrustHead.read(tx).revision().number()).isEqualTo(taken);
                return taken;
            });
            assertThat(runs).hasValue(2);
            assertThat(revision).isEqualTo(1);
        }
    }

    @Test
    void runsAGroupAgainThatAnotherReplicaLockedCrosswise() throws Exception {
        try (Database one = FreshDatabase.open(url);
                Database two = FreshDatabase.open(url);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            one.write(
                    Lane.GENERAL,
                    tx -> tx.sql("insert into setting (key, value) values ('a', '0'), ('b', '0')")
                            .run());
            CyclicBarrier bothHoldOne = new CyclicBarrier(2);
            Future<Integer> first = callers.submit(() -> lockInTurn(one, "a", "b", bothHoldOne));
            Future<Integer> second = callers.submit(() -> lockInTurn(two, "b", "a", bothHoldOne));
            assertThat(first.get() + second.get())
                    .as("runs: one of the two had to go again, and may have met the other once more")
                    .isGreaterThanOrEqualTo(3);
            List<String> values = one.read(
                    tx -> tx.sql("select value from setting order by key").list(row -> row.text(1)));
            assertThat(values).containsExactly("2", "2");
        }
    }

    /** Raises one value and then the other; answers with how often it was run. */
    private static int lockInTurn(Database database, String first, String second, CyclicBarrier bothHoldOne) {
        AtomicInteger runs = new AtomicInteger();
        return database.write(Lane.GENERAL, tx -> {
            raise(tx, first);
            if (runs.incrementAndGet() == 1) {
                try {
                    bothHoldOne.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
            }
            raise(tx, second);
            return runs.get();
        });
    }

    private static void raise(Tx tx, String key) {
        tx.sql("update setting set value = cast(cast(value as bigint) + 1 as text) where key = ?")
                .text(key)
                .run();
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
        return database.write(Lane.TRUST, tx -> TrustHead.advance(tx).revision().number());
    }
}
