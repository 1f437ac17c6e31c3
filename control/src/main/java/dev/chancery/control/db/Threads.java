package dev.chancery.control.db;

/** Waiting for a thread of this package to end. */
final class Threads {
    private Threads() {}

    /** Waits without giving up on interruption, which is passed on afterwards: a half-closed database helps nobody. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
