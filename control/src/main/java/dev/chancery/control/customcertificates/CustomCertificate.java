package dev.chancery.control.customcertificates;

import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.pki.Certificate;
import dev.chancery.trust.HostnamePattern;
import dev.chancery.trust.TrustEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An uploaded server certificate. Its private key is elsewhere.
 *
 * @param id its id
 * @param zone whose it is
 * @param chain leaf first
 * @param hosts every DNS name of the leaf
 * @param patterns those that lie in the zone: where edges show it
 * @param key the id of its key, which is its id for edges
 * @param uploadedOn when this certificate or key was uploaded, in microseconds
 * @param modifiedOn when anything was last changed, in microseconds
 * @param status how far edges have heard
 * @param pendingRevision the trust revision that ends a pending status; null when active
 */
public record CustomCertificate(
        CustomCertificateId id,
        ZoneId zone,
        CertificateType type,
        BundleMethod bundleMethod,
        List<Certificate> chain,
        List<String> hosts,
        List<HostnamePattern> patterns,
        UUID key,
        Instant uploadedOn,
        Instant modifiedOn,
        DeploymentStatus status,
        @Nullable Long pendingRevision) {
    public CustomCertificate {
        chain = List.copyOf(chain);
        hosts = List.copyOf(hosts);
        patterns = List.copyOf(patterns);
    }

    /** The certificate itself. */
    Certificate leaf() {
        return chain.getFirst();
    }

    /** What edges are told of it. */
    TrustEntry.ServerCertificate entry() {
        return new TrustEntry.ServerCertificate(key, patterns, chain, uploadedOn);
    }

    /** This one as a revision makes it. */
    CustomCertificate with(DeploymentStatus newStatus, @Nullable Long revision) {
        return new CustomCertificate(
                id, zone, type, bundleMethod, chain, hosts, patterns, key, uploadedOn, modifiedOn, newStatus, revision);
    }

    /** This one with another method, which no edge needs to know. */
    CustomCertificate bundledBy(BundleMethod method, Instant now) {
        return new CustomCertificate(
                id, zone, type, method, chain, hosts, patterns, key, uploadedOn, now, status, pendingRevision);
    }
}
