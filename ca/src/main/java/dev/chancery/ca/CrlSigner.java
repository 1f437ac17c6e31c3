package dev.chancery.ca;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.CrlTemplate;
import dev.chancery.pki.Der;
import dev.chancery.pki.RevocationEntry;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Iterator;

/** Signs the revocation lists (RFC 5280 section 5) of one CA for one distribution point. Safe for any number of threads. */
public final class CrlSigner {
    private final SigningKey key;
    private final CrlTemplate template;

    private CrlSigner(SigningKey key, CrlTemplate template) {
        this.key = key;
        this.template = template;
    }

    /**
     * For the list at a distribution point, which the list names (critical issuingDistributionPoint).
     *
     * @param distributionPoint the URI that stands in the certificates
     * @throws IllegalArgumentException if the key is not the CA certificate's
     */
    public static CrlSigner forDistributionPoint(Certificate issuer, SigningKey key, String distributionPoint) {
        CertificateSigner.requirePair(issuer, key);
        return new CrlSigner(key, CrlTemplate.of(issuer, key.algorithm(), distributionPoint));
    }

    /**
     * For complete lists of everything the CA issued, such as a root's.
     *
     * @throws IllegalArgumentException if the key is not the CA certificate's
     */
    public static CrlSigner complete(Certificate issuer, SigningKey key) {
        CertificateSigner.requirePair(issuer, key);
        return new CrlSigner(key, CrlTemplate.complete(issuer, key.algorithm()));
    }

    /**
     * A whole signed CertificateList.
     *
     * @param number greater than that of every list before, below 2^159
     * @param entries read once, in the order given
     */
    public Der sign(BigInteger number, Instant thisUpdate, Instant nextUpdate, Iterator<RevocationEntry> entries) {
        Der tbs = template.build(number, thisUpdate, nextUpdate, entries);
        return template.assemble(tbs, key.sign(tbs.toByteArray()));
    }
}
