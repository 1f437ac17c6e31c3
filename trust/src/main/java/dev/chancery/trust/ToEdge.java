package dev.chancery.trust;

import dev.chancery.pki.Der;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What the control plane says to an edge over the trust stream (DESIGN 4.2, 4.3). */
public sealed interface ToEdge {
    /**
     * A whole bundle follows, in parts until {@link SnapshotEnd}.
     *
     * @param digest of the whole
     */
    record SnapshotBegin(Revision revision, BundleDigest digest) implements ToEdge {}

    /** Some entries of the snapshot. */
    record SnapshotPart(List<TrustEntry> entries) implements ToEdge {
        public SnapshotPart {
            entries = List.copyOf(entries);
        }
    }

    /** Some revoked leaves of the snapshot, which are too many to be entries one by one. */
    record SnapshotRevoked(AuthorityId authority, List<Long> prefixes) implements ToEdge {
        public SnapshotRevoked {
            prefixes = List.copyOf(prefixes);
        }
    }

    /** The snapshot is whole. */
    record SnapshotEnd() implements ToEdge {}

    /** What changed since the revision the edge has. */
    record Update(Delta delta) implements ToEdge {}

    /**
     * The private key of a server certificate, PKCS#8. It comes before the certificate that needs it does, never stands in a
     * bundle and is never shown.
     */
    record ServerKey(UUID serverCertificate, Der pkcs8) implements ToEdge {
        @Override
        public String toString() {
            return "ServerKey[" + serverCertificate + "]";
        }
    }

    /**
     * The edge holds a lease.
     *
     * @param renewal the number of the renewal this answers; the lease counts from the instant the edge sent that
     */
    record LeaseGranted(long renewal, Duration lease) implements ToEdge {}

    /**
     * The edge holds no lease, and none it had is renewed.
     *
     * @param renewal the number of the renewal this answers
     */
    record LeaseDenied(long renewal, String reason) implements ToEdge {}

    /**
     * Tell which leaves of managed CAs you believe revoked: the database you knew was restored from an older state, and goes on in
     * another lineage ({@code chancery recover}).
     *
     * @param lineage the one it goes on in
     */
    record TellRevoked(Lineage lineage) implements ToEdge {}

    /**
     * What you told is revoked from now on, durably: follow this lineage. Good only for the lineage of the {@link TellRevoked} that
     * was answered on this stream.
     *
     * @param from nothing older than this will be told
     */
    record Recovered(Believed from) implements ToEdge {}
}
