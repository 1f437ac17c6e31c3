package dev.chancery.control.accesscertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.CertificateUses;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.MtlsCertificateId;
import java.util.Optional;

/**
 * Tells the mTLS certificates which of them Access judges clients by too: the same bundle was added there, and some hostname is
 * bound to it. Access keeps a copy of its own.
 */
public final class AccessUses implements CertificateUses {
    private final BindingStore bindings = new BindingStore();

    @Override
    public String service() {
        return "access";
    }

    @Override
    public Optional<DeploymentStatus> of(Tx tx, MtlsCertificateId certificate) {
        // The constants stand in the order in which they speak for the whole.
        return bindings.statusesOfSame(tx, certificate).stream().sorted().findFirst();
    }

    @Override
    public boolean holds() {
        return false;
    }
}
