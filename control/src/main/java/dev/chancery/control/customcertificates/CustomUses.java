package dev.chancery.control.customcertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.CertificateUses;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.MtlsCertificateId;
import java.util.Optional;

/**
 * Tells the mTLS certificates which of them edges show as a server's too: the same chain was uploaded as a custom certificate of
 * one of the account's zones, which keeps a copy of its own.
 */
public final class CustomUses implements CertificateUses {
    private final CustomCertificateStore store = new CustomCertificateStore();

    @Override
    public String service() {
        return "custom_certificates";
    }

    @Override
    public Optional<DeploymentStatus> of(Tx tx, MtlsCertificateId certificate) {
        // The constants stand in the order in which they speak for the whole.
        return store.statusesOfSame(tx, certificate).stream().sorted().findFirst();
    }

    @Override
    public boolean holds() {
        return false;
    }
}
