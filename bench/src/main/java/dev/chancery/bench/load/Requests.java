package dev.chancery.bench.load;

import java.util.List;

/** Where a load takes its next request from. */
@FunctionalInterface
public interface Requests {

    /** Returns the bytes of one whole HTTP/1.1 request; called from the load's one thread. */
    byte[] next();

    /** Returns the given requests in turn, over and over. */
    static Requests inTurn(List<byte[]> requests) {
        int[] next = {0};
        return () -> requests.get(next[0]++ % requests.size());
    }
}
