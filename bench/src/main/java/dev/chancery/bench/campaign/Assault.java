package dev.chancery.bench.campaign;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One kill from the writers' side: they count their answers here, so that the kill comes in the middle of the work and not
 * while the product warms up, and they ask here whether a broken connection is the kill's doing.
 */
final class Assault {

    private static final long PATIENCE_SECONDS = 20;

    private final CountDownLatch answersToWaitFor;
    private final AtomicBoolean killed = new AtomicBoolean();

    /** Begins with nothing answered. */
    Assault(int answersToWaitFor) {
        this.answersToWaitFor = new CountDownLatch(answersToWaitFor);
    }

    /** Notes an answer. */
    void answered() {
        answersToWaitFor.countDown();
    }

    /** Waits until the writers have had their answers; not for ever, for a writer may have nothing but complaints. */
    void await() {
        try {
            answersToWaitFor.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException cause) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", cause);
        }
    }

    /** Notes that the product is about to be killed: from now on connections may break. */
    void kill() {
        killed.set(true);
    }

    /** Returns whether the product is being killed. */
    boolean isKilled() {
        return killed.get();
    }
}
