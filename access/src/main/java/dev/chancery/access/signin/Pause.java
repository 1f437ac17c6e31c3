package dev.chancery.access.signin;

import java.time.Duration;

/** Lets time pass on the calling thread. */
@FunctionalInterface
public interface Pause {
    /**
     * Waits.
     *
     * @return whether it is worth looking again; false ends the waiting
     */
    boolean rest(Duration time);
}
