package dev.chancery.trust;

import dev.chancery.pki.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of a client's request at a hostname, and why. */
public sealed interface Verdict {
    /** Whether the request goes on to its origin. */
    boolean letsThrough();

    /** Why the client is not let in, or would not be. */
    Optional<Refusal> refusal();

    /** No CA is bound to the hostname: whoever comes is let through, and known to nobody. */
    record NotAsked() implements Verdict {
        @Override
        public boolean letsThrough() {
            return true;
        }

        @Override
        public Optional<Refusal> refusal() {
            return Optional.empty();
        }
    }

    /**
     * A CA in force stands for the client, and has not revoked it.
     *
     * @param authority the CA
     * @param path leaf first, anchor last
     * @param until the first instant at which one of them has expired
     */
    record Admitted(AuthorityId authority, List<Certificate> path, Instant until) implements Verdict {
        /** Copies the path. */
        public Admitted {
            path = List.copyOf(path);
        }

        @Override
        public boolean letsThrough() {
            return true;
        }

        @Override
        public Optional<Refusal> refusal() {
            return Optional.empty();
        }
    }

    /** The request is answered by the edge. */
    record Refused(Refusal why) implements Verdict {
        @Override
        public boolean letsThrough() {
            return false;
        }

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(why);
        }
    }

    /** The hostname only records: the request goes on, as one of nobody's, and why it would be refused is written down. */
    record Logged(Refusal why) implements Verdict {
        @Override
        public boolean letsThrough() {
            return true;
        }

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(why);
        }
    }
}
