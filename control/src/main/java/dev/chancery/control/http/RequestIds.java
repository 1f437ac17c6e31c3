package dev.chancery.control.http;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes the id that stands on an answer and on every log line of its request: 16 hex digits, like a CF-Ray. */
public final class RequestIds {
    private final RandomGenerator random;

    /**
     * @param random need not be secure: an id names a request, it protects nothing
     */
    public RequestIds(RandomGenerator random) {
        this.random = random;
    }

    /** A fresh id. */
    public String next() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
