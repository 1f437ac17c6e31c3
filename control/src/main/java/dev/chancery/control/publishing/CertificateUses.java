package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import java.util.Optional;

/**
 * One service's use of uploaded certificates. Every feature that binds one to something implements this; the mTLS certificates
 * ask them all, to show associations and to refuse deleting what is in use.
 */
public interface CertificateUses {
    /** The service's name as {@code associations} shows it. */
    String service();

    /**
     * How far the service's use of a certificate has come; empty if it does not use it.
     *
     * <p>Where {@link #holds}, a deletion asks this after it has locked the certificate's row, in the same transaction.
     */
    Optional<DeploymentStatus> of(Tx tx, MtlsCertificateId certificate);

    /** Whether a certificate in use cannot be deleted. False where the service keeps a copy of its own, and loses nothing. */
    default boolean holds() {
        return true;
    }
}
