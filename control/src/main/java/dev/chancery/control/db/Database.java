package dev.chancery.control.db;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The house's database.
 *
 * <p>Guarantee: when {@link #write} returns, what it wrote survives the death of the process and of the machine (SQLite: WAL
 * with synchronous=FULL; PostgreSQL: its own synchronous commit, never switched off). When it throws, nothing of that write is
 * there, except where a failed COMMIT leaves that unknown, which the exception says.
 *
 * <p>Callers may be virtual threads: native calls run on this package's own platform threads.
 */
public final class Database implements AutoCloseable {
    private static final ScopedValue<Consumer<Tx>> REHEARSAL = ScopedValue.newInstance();

    private final Engine engine;
    private final Backend backend;

    private Database(Engine engine, Backend backend) {
        this.engine = engine;
        this.backend = backend;
    }

    /**
     * Opens a database, creates it if it is empty and brings its schema up to date.
     *
     * @param random where the lineage of a new trust head comes from
     * @throws DatabaseException in one sentence, if it cannot be reached, or is a SQLite file another process has open
     */
    public static Database open(DatabaseUrl url, SecureRandom random) {
        Backend backend = switch (url) {
            case DatabaseUrl.Sqlite sqlite -> SqliteBackend.open(sqlite.file());
            case DatabaseUrl.Postgresql postgresql -> PostgresqlBackend.open(postgresql);
        };
        Database database = new Database(url.engine(), backend);
        try {
            TrustHead.create(database, random);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The engine behind it. */
    public Engine engine() {
        return engine;
    }

    /**
     * Reads. All queries of the function see one state of the database.
     *
     * @param work may be run more than once if a connection is lost; must not call {@link #read} again
     * @return what the function returns
     */
    public <T extends @Nullable Object> T read(Function<Tx, T> work) {
        return backend.read(work);
    }

    /**
     * Writes, sharing a commit with whoever writes in the same lane at the same time.
     *
     * @param lane which writes it may share a commit with
     * @param work runs on the writer's thread, in a savepoint of its own: if it throws, only its own changes are undone and
     *     the exception is thrown here. It may be run more than once (after a conflict or a lost connection, never after a
     *     commit), so it changes nothing but the database; it should do no slow work, because others wait
     * @return what the function returned in the run that was committed, after it is durable and its hooks ran
     */
    public <T extends @Nullable Object> T write(Lane lane, Function<Tx, T> work) {
        return REHEARSAL.isBound()
                ? undone(lane, work, REHEARSAL.get())
                : backend.writer(lane).write(lane, new Member<>(work));
    }

    /**
     * Does something without keeping any of its writes: each runs as it would, and is undone.
     *
     * @param work runs on this thread; its writes, each for itself, see what was committed and not each other
     * @param before sees the state each write leads to, in its transaction, before it is undone; may run more than once
     * @return what the work returned
     */
    public static <T> T rehearse(Supplier<T> work, Consumer<Tx> before) {
        return ScopedValue.where(REHEARSAL, before).call(work::get);
    }

    private <T extends @Nullable Object> T undone(Lane lane, Function<Tx, T> work, Consumer<Tx> before) {
        AtomicReference<@Nullable Made<T>> made = new AtomicReference<>();
        try {
            backend.writer(lane).write(lane, new Member<@Nullable Object>(tx -> {
                made.set(new Made<>(work.apply(tx)));
                before.accept(tx);
                throw new Undone();
            }));
            throw new IllegalStateException("a rehearsed write was kept");
        } catch (Undone done) {
            @Nullable Made<T> last = made.get();
            if (last == null) {
                throw new IllegalStateException("a write was undone that was never made", done);
            }
            return last.value;
        }
    }

    /** What a rehearsed write returned. */
    private record Made<T extends @Nullable Object>(T value) {}

    /** Has a rehearsed write undone. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undone() {
            super("a rehearsed write is undone", null, false, false);
        }
    }

    /** Finishes writes already queued, then lets go of every connection. */
    @Override
    public void close() {
        backend.close();
    }
}
