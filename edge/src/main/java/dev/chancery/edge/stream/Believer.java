package dev.chancery.edge.stream;

import dev.chancery.pki.Der;
import dev.chancery.trust.TrustBundle;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Puts a bundle into force. */
public interface Believer {
    /**
     * Believes it from now on.
     *
     * @param serverKeys the private keys of server certificates, PKCS#8, by the certificate's id
     * @return complete when nothing is decided by what was believed before, with the number of connections that were cut
     */
    CompletableFuture<Integer> believe(TrustBundle bundle, Map<UUID, Der> serverKeys);

    /** Cuts the connections of hostnames that ask for client certificates: there is no lease any more. */
    void lapse();
}
