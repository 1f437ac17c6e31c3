package dev.chancery.control.publishing;

import dev.chancery.pki.Der;
import java.util.Optional;
import java.util.UUID;

/** The private keys of server certificates, for the edges that show those certificates and for nobody else (DESIGN 4.6). */
public interface ServerKeys {
    /**
     * The key of a server certificate.
     *
     * @param serverCertificate the id of a {@link dev.chancery.trust.TrustEntry.ServerCertificate}
     * @return PKCS#8, never to be logged, digested or stored in the clear; empty if the certificate is gone
     * @throws dev.chancery.control.refusal.Refusal 1490 while the keys are sealed
     */
    Optional<Der> pkcs8(UUID serverCertificate);
}
