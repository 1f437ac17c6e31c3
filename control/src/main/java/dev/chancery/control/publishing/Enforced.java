package dev.chancery.control.publishing;

import java.time.Duration;

/** Knows when what was committed is enforced. */
public interface Enforced {
    /**
     * Waits until everything committed before this call is enforced by every edge that may hold a lease.
     *
     * @param most at most how long
     * @return whether it is
     */
    boolean await(Duration most);
}
