package dev.chancery.control.issuing;

import dev.chancery.pki.IssuerUrls;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a CA publishes: the addresses written into what it issues, and the paths the listener answers at. They are plain http
 * whatever the API speaks, because whoever checks a certificate cannot check another one first (RFC 5280 section 8).
 *
 * @param base as stored with the CA when it was made; no slash at the end
 * @param ca the CA's id
 */
public record CaUrls(String base, UUID ca) {
    /** The first CRL partition of every CA. */
    public static final long FIRST_PARTITION = 1;

    /** The revocation list of a partition. */
    public String crl(long partition) {
        return base + "/crl/" + ca + "/" + partition + ".crl";
    }

    /** The OCSP responder. */
    public String ocsp() {
        return base + "/ocsp/" + ca;
    }

    /** The CA's own certificate, DER. */
    public String certificate() {
        return base + "/ca/" + ca + ".crt";
    }

    /** What a leaf says of its issuing CA. */
    IssuerUrls ofLeaf(long partition) {
        return IssuerUrls.of(crl(partition), certificate(), ocsp());
    }

    /** What an issuing CA's certificate says of its root: nobody answers OCSP for a root, which revokes hardly ever. */
    IssuerUrls ofIssuingCa() {
        return new IssuerUrls(Optional.of(crl(FIRST_PARTITION)), Optional.of(certificate()), Optional.empty());
    }
}
