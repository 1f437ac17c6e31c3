package dev.chancery.control.customcertificates;

import dev.chancery.control.publishing.DeploymentStatus;
import java.time.Instant;

/**
 * Which certificates of a zone a list shows.
 *
 * @param first of this status
 * @param second or of this one
 * @param expiringFrom and with a last instant from here on
 * @param expiringBefore and before this
 */
public record CertificateFilter(
        DeploymentStatus first, DeploymentStatus second, Instant expiringFrom, Instant expiringBefore) {
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    /** Everything that is not on its way out. */
    public static CertificateFilter all() {
        return new CertificateFilter(
                DeploymentStatus.ACTIVE, DeploymentStatus.PENDING_DEPLOYMENT, Instant.EPOCH, NEVER.plusSeconds(1));
    }

    /** What has one status as the API shows it. */
    public static CertificateFilter of(ShownStatus status, Instant now) {
        return switch (status) {
            case ACTIVE ->
                new CertificateFilter(DeploymentStatus.ACTIVE, DeploymentStatus.ACTIVE, now, NEVER.plusSeconds(1));
            case EXPIRED -> new CertificateFilter(DeploymentStatus.ACTIVE, DeploymentStatus.ACTIVE, Instant.EPOCH, now);
            case PENDING ->
                new CertificateFilter(
                        DeploymentStatus.PENDING_DEPLOYMENT,
                        DeploymentStatus.PENDING_DEPLOYMENT,
                        Instant.EPOCH,
                        NEVER.plusSeconds(1));
            // Nothing ends before it begins: no certificate of ours is ever shown in these.
            case DELETED, INITIALIZING ->
                new CertificateFilter(DeploymentStatus.ACTIVE, DeploymentStatus.ACTIVE, NEVER, Instant.EPOCH);
        };
    }
}
