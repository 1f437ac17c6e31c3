package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;

/** What a feature does once every edge has applied a revision, or is lost (DESIGN 4.3): pending states of it end. */
public interface Settles {
    /**
     * Makes final what waits for this revision or an earlier one. By compare-and-set: what was changed again since waits for a
     * later revision and is left alone.
     *
     * <p>The caller holds the trust head.
     *
     * @return how many pending states ended
     */
    int settle(Tx tx, long revision);
}
