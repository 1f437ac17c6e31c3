package dev.chancery.bench.campaign;

import java.io.IOException;
import java.util.List;

/**
 * One thing of the product's that is changed over and over by one worker: after any kill it is as it was last acknowledged or as
 * it was last asked to be, and nothing between. It outlives the kills, but not the campaign's own process.
 */
interface Promise {

    /** Finds or makes the thing, and takes what it shows as acknowledged. */
    void adopt(V4 v4) throws IOException;

    /** Changes it once. */
    void step(V4 v4) throws IOException;

    /** Looks at it after a restart, while nobody writes; from then on what it shows is what was acknowledged. */
    void check(V4 v4, List<String> violations) throws IOException;
}
