package dev.chancery.control.revocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work that many may ask for at once and one does for all of them.
 *
 * <p>Whoever joins work already under way may get a result from before its own asking; callers that need a newer one look, and
 * ask again.
 *
 * @param <K> what the work is about
 */
final class Coalesced<K> {
    private final ConcurrentHashMap<K, CompletableFuture<@Nullable Void>> running = new ConcurrentHashMap<>();
    private final Consumer<K> work;

    Coalesced(Consumer<K> work) {
        this.work = work;
    }

    /** Does the work, or waits for whoever is doing it; throws what the work threw. */
    void run(K key) {
        CompletableFuture<@Nullable Void> mine = new CompletableFuture<>();
        @Nullable CompletableFuture<@Nullable Void> theirs = running.putIfAbsent(key, mine);
        if (theirs != null) {
            await(theirs);
            return;
        }
        try {
            work.accept(key);
            mine.complete(null);
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(key, mine);
        }
    }

    private static void await(CompletableFuture<@Nullable Void> theirs) {
        try {
            theirs.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
