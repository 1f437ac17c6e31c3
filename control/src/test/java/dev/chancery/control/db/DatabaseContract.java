package dev.chancery.control.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.trust.BundleDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a database promises on every engine. */
interface DatabaseContract {

    /** The database under test, empty but for its schema. */
    Database database();

    @Test
    default void readsWhatWasWritten() {
        set(database(), "a", "1");
        assertThat(get(database(), "a")).containsExactly("1");
    }

    @Test
    default void undoesOnlyTheMemberThatThrows() throws Exception {
        CountDownLatch queued = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = callers.submit(() -> database().write(Lane.GENERAL, tx -> {
                await(queued);
                return insert(tx, "first", "1");
            }));
            List<Future<?>> rest = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String key = "k" + i;
                boolean fails = i % 3 == 0;
                rest.add(callers.submit(() -> database().write(Lane.GENERAL, tx -> {
                    insert(tx, key, "1");
                    if (fails) {
                        throw new IllegalArgumentException(key);
                    }
                    return 1;
                })));
            }
            queued.countDown();
            first.get();
            for (int i = 0; i < 40; i++) {
                Future<?> member = rest.get(i);
                if (i % 3 == 0) {
                    assertThatThrownBy(member::get).hasRootCause(new IllegalArgumentException("k" + i));
                } else {
                    member.get();
                }
                assertThat(get(database(), "k" + i)).hasSize(i % 3 == 0 ? 0 : 1);
            }
        }
    }

    @Test
    default void undoesOnlyTheMemberWhoseStatementFails() throws Exception {
        CountDownLatch queued = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = callers.submit(() -> database().write(Lane.GENERAL, tx -> {
                await(queued);
                return insert(tx, "taken", "1");
            }));
            Future<?> good = callers.submit(() -> database().write(Lane.GENERAL, tx -> insert(tx, "good", "1")));
            Future<?> bad = callers.submit(() -> database().write(Lane.GENERAL, tx -> {
                await(queued);
                insert(tx, "gone", "1");
                return tx.handle().execute("insert into setting (key, value) values (?, ?)", "taken", null);
            }));
            queued.countDown();
            first.get();
            good.get();
            assertThatThrownBy(bad::get).isNotNull();
            assertThat(get(database(), "good")).hasSize(1);
            assertThat(get(database(), "gone")).isEmpty();
        }
    }

    @Test
    default void runsHooksOnlyOfMembersThatAreDurable() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        database().write(Lane.GENERAL, tx -> {
            tx.afterCommit(() -> ran.addAll(get(database(), "a")));
            return insert(tx, "a", "seen by the hook");
        });
        assertThatThrownBy(() -> database().write(Lane.GENERAL, tx -> {
                    tx.afterCommit(() -> ran.add("never"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(ran).containsExactly("seen by the hook");
    }

    @Test
    default void refusesReadsAndWritesAfterItWasClosed() {
        Database database = database();
        database.close();
        assertThatThrownBy(() -> set(database, "a", "1")).isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> get(database, "a")).isInstanceOf(DatabaseException.class);
    }

    @Test
    default void refusesAWriteInsideAWriteInsteadOfWaitingForItself() {
        assertThatThrownBy(() -> database().write(Lane.GENERAL, tx -> set(database(), "a", "1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a write inside a write");
    }

    @Test
    default void refusesWritesOnReadConnections() {
        assertThatThrownBy(() -> database().read(tx -> insert(tx, "a", "1"))).isInstanceOf(DatabaseException.class);
        assertThatThrownBy(() -> database().read(tx -> {
                    tx.afterCommit(() -> {});
                    return 1;
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(get(database(), "a")).isEmpty();
    }

    @Test
    default void refusesATransactionThatHasEnded() {
        Tx kept = database().write(Lane.GENERAL, tx -> tx);
        assertThatThrownBy(() -> kept.sql("select 1")).isInstanceOf(IllegalStateException.class);
        Tx read = database().read(tx -> tx);
        assertThatThrownBy(() -> read.sql("select 1")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void givesRevisionsWithoutGapsToConcurrentWritersEvenWhenSomeFail() throws Exception {
        List<Long> revisions = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, 300)
                    .<Future<?>>mapToObj(i -> callers.submit(() -> {
                        try {
                            revisions.add(database().write(Lane.TRUST, tx -> {
                                long revision = TrustHead.advance(tx).revision().number();
                                if (i % 5 == 0) {
                                    throw new IllegalStateException("after the number was taken");
                                }
                                return revision;
                            }));
                        } catch (IllegalStateException expected) {
                            assertThat(i % 5).isZero();
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(revisions)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 240).boxed().toList());
        assertThat(database().read(TrustHead::read).revision().number()).isEqualTo(240);
    }

    @Test
    default void startsWithALineageOfItsOwnAndNoEdge() {
        TrustHead.Position head = database().read(TrustHead::read);
        assertThat(head.revision().number()).isZero();
        assertThat(head.digest()).isEqualTo(BundleDigest.EMPTY);
        assertThat(database().write(Lane.TRUST, TrustHead::edgesHoldLeases)).isFalse();
    }

    @Test
    default void refusesToChangeOrRemoveAuditEntries() {
        database()
                .write(
                        Lane.GENERAL,
                        tx -> tx.sql("insert into audit_log (at, actor_kind, action, outcome, object_type)"
                                        + " values (1, 'user', 'create', 'done', 'zone')")
                                .run());
        assertThatThrownBy(() -> database()
                        .write(
                                Lane.GENERAL,
                                tx -> tx.sql("update audit_log set outcome = 'x'")
                                        .run()))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> database()
                        .write(
                                Lane.GENERAL,
                                tx -> tx.sql("delete from audit_log").run()))
                .hasMessageContaining("append-only");
    }

    private static int set(Database database, String key, String value) {
        return database.write(Lane.GENERAL, tx -> insert(tx, key, value));
    }

    private static int insert(Tx tx, String key, String value) {
        return tx.sql("insert into setting (key, value) values (?, ?)")
                .text(key)
                .text(value)
                .run();
    }

    private static List<String> get(Database database, String key) {
        return database.read(tx ->
                tx.sql("select value from setting where key = ?").text(key).list(row -> row.text(1)));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
