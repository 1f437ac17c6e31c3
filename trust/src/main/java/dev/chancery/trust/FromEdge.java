package dev.chancery.trust;

import dev.chancery.pki.Der;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What an edge says to the control plane over the trust stream (DESIGN 4.3). */
public sealed interface FromEdge {
    /**
     * The first word on a stream.
     *
     * @param version of the protocol the edge speaks
     * @param instance drawn by the edge's process when it started: a lease does not outlive the process it was given to
     * @param applied what it believes; empty if nothing yet
     * @param newest the newest it ever believed, in an earlier process too: it takes nothing older; empty if it never believed
     *     anything
     * @param network which network it serves, such as {@code china}; "" for the one everybody has
     * @param address where it listens for clients, as it would tell people
     */
    record Hello(
            int version,
            UUID instance,
            Optional<Believed> applied,
            Optional<Believed> newest,
            String network,
            String address)
            implements FromEdge {}

    /**
     * The edge enforces a revision: everything DESIGN 4.3 calls applying is done.
     *
     * @param digest of its bundle at that revision
     * @param connectionsCut how many connections were held by leaves that are let in no more
     * @param took from hearing of it until it was enforced
     */
    record Applied(Revision revision, BundleDigest digest, long connectionsCut, Duration took) implements FromEdge {}

    /** The edge does not take a revision and keeps what it has. */
    record Refused(Revision revision, String reason) implements FromEdge {}

    /**
     * May I have a lease, or keep mine?
     *
     * @param renewal counts up within a stream
     */
    record Renew(long renewal) implements FromEdge {}

    /**
     * A client came with a certificate.
     *
     * @param chain as it sent it, leaf first, at least one
     */
    record Sighting(List<Der> chain, Hostname hostname, Instant lastSeen) {
        public Sighting {
            chain = List.copyOf(chain);
        }
    }

    /** The clients let in since the last time, each once per hostname; one that keeps coming is told again after a while. */
    record Seen(List<Sighting> sightings) implements FromEdge {
        public Seen {
            sightings = List.copyOf(sightings);
        }
    }

    /** Clients whose requests wait for what the OCSP responders of their CAs say. */
    record Asks(List<Sighting> clients) implements FromEdge {
        public Asks {
            clients = List.copyOf(clients);
        }
    }

    /** Some of the leaves of a managed CA that it believes revoked, or believed so last. */
    record Revoked(AuthorityId authority, List<Long> prefixes) implements FromEdge {
        public Revoked {
            prefixes = List.copyOf(prefixes);
        }
    }

    /** It has told every leaf it believes revoked. */
    record RevokedEnd() implements FromEdge {}
}
