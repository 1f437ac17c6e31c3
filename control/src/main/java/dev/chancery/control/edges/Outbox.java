package dev.chancery.control.edges;

import dev.chancery.trust.ToEdge;

/** The way to an edge. */
public interface Outbox {
    /**
     * Sends a message, after those before it. Waits while the edge does not read.
     *
     * @throws StreamClosedException if there is nobody any more
     */
    void send(ToEdge message);

    /** Ends the stream. */
    void close();

    /** The stream has ended, or must end. */
    final class StreamClosedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StreamClosedException(String message) {
            super(message, null, false, false);
        }
    }
}
