package dev.chancery.control.db;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One caller's write, waiting to be run in a group. */
final class Member<T extends @Nullable Object> {
    private final Function<Tx, T> work;
    private final CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
    private @Nullable Outcome<T> outcome;

    /** How a run ended: with a value, or with what it threw. */
    private sealed interface Outcome<T extends @Nullable Object> {
        record Value<T extends @Nullable Object>(T value) implements Outcome<T> {}

        record Failure<T extends @Nullable Object>(Throwable cause) implements Outcome<T> {}
    }

    Member(Function<Tx, T> work) {
        this.work = work;
    }

    /**
     * Runs the work and remembers how it ended; the caller is not told yet, because what it saw may still be rolled back.
     *
     * @return what it threw, or null
     */
    @SuppressWarnings("CatchingUnchecked") // Whatever a member throws is its caller's, also an Error.
    @Nullable
    Throwable run(Tx tx) {
        try {
            outcome = new Outcome.Value<>(work.apply(tx));
            return null;
        } catch (Throwable e) {
            outcome = new Outcome.Failure<>(e);
            return e;
        } finally {
            tx.end();
        }
    }

    /** Tells the caller how the last run ended. */
    void finish() {
        Outcome<T> last = outcome;
        if (last == null) {
            fail(new IllegalStateException("a write was finished without having run"));
        } else {
            answer.complete(last);
        }
    }

    /** Tells the caller that the write failed for a reason of ours. */
    void fail(Throwable cause) {
        answer.complete(new Outcome.Failure<>(cause));
    }

    /** Waits for the outcome; interruption does not end the wait, because the write may already be durable. */
    T await() {
        Outcome<T> ended;
        try {
            ended = answer.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a write never ended", e);
        }
        return switch (ended) {
            case Outcome.Value<T>(T value) -> value;
            case Outcome.Failure<T>(Throwable cause) -> throw rethrown(cause);
        };
    }

    private static RuntimeException rethrown(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new DatabaseException("a write failed", cause);
        };
    }
}
