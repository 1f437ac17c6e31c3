package dev.chancery.control.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Engine;
import dev.chancery.control.db.FreshDatabase;
import dev.chancery.control.db.Lane;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedCacheTest {
    private final Database database;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger truth = new AtomicInteger(1);
    private final AtomicInteger reads = new AtomicInteger();

    CommittedCacheTest(@TempDir Path folder) {
        this.database = FreshDatabase.sqlite(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private CommittedCache<String, Integer> cache(Engine engine) {
        return new CommittedCache<>(engine, nanos::get, 10);
    }

    private Optional<Integer> read(String key) {
        reads.incrementAndGet();
        return Optional.of(truth.get());
    }

    @Test
    void remembersUntilACommitOnSqlite() {
        CommittedCache<String, Integer> cache = cache(Engine.SQLITE);
        assertThat(cache.get("k", this::read)).contains(1);
        truth.set(2);
        nanos.addAndGet(Long.MAX_VALUE / 2);
        assertThat(cache.get("k", this::read)).contains(1);
        assertThat(reads).hasValue(1);
        database.write(Lane.GENERAL, tx -> {
            cache.forget(tx, "k");
            return 1;
        });
        assertThat(cache.get("k", this::read)).contains(2);
    }

    @Test
    void readsAgainAfterASecondOnPostgresql() {
        CommittedCache<String, Integer> cache = cache(Engine.POSTGRESQL);
        cache.get("k", this::read);
        truth.set(2);
        nanos.addAndGet(CommittedCache.MOST_STALE.toNanos() - 1);
        assertThat(cache.get("k", this::read)).contains(1);
        nanos.addAndGet(1);
        assertThat(cache.get("k", this::read)).contains(2);
    }

    @Test
    void forgetsNothingForAWriteThatFails() {
        CommittedCache<String, Integer> cache = cache(Engine.SQLITE);
        cache.get("k", this::read);
        assertThatThrownBy(() -> database.write(Lane.GENERAL, tx -> {
                    cache.forgetAll(tx);
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        cache.get("k", this::read);
        assertThat(reads).hasValue(1);
    }

    @Test
    void doesNotKeepWhatWasReadBeforeACommitThatHappenedMeanwhile() {
        CommittedCache<String, Integer> cache = cache(Engine.SQLITE);
        Optional<Integer> stale = cache.get("k", key -> {
            Optional<Integer> old = read(key);
            truth.set(2);
            database.write(Lane.GENERAL, tx -> {
                cache.forget(tx, key);
                return 1;
            });
            return old;
        });
        assertThat(stale).contains(1);
        assertThat(cache.get("k", this::read)).contains(2);
    }

    @Test
    void remembersNoAbsence() {
        CommittedCache<String, Integer> cache = cache(Engine.SQLITE);
        assertThat(cache.get("k", _ -> Optional.empty())).isEmpty();
        assertThat(cache.get("k", this::read)).contains(1);
    }
}
