package dev.chancery.control.hostnameassociations;

import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.CertificateUses;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.MtlsCertificateId;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the mTLS certificates which of them judge the clients of some hostname. However many hostnames there are, it is one use:
 * pending deployment while one of them is, then active while one of them is.
 */
public final class HostnameUses implements CertificateUses {
    /** The product the original files hostname associations under. */
    static final String SERVICE = "api_shield";

    private final HostnameAssociationStore store = new HostnameAssociationStore();

    @Override
    public String service() {
        return SERVICE;
    }

    @Override
    public Optional<DeploymentStatus> of(Tx tx, MtlsCertificateId certificate) {
        Set<DeploymentStatus> statuses = store.statuses(tx, certificate);
        // The constants stand in the order in which they speak for the whole.
        return statuses.stream().sorted().findFirst();
    }
}
