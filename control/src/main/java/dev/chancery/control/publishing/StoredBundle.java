package dev.chancery.control.publishing;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.CertificateBundle;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PemException;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.TrustEntry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads a bundle of certificates as it was stored, for edges. */
public final class StoredBundle {
    private StoredBundle() {}

    /**
     * The CA a stored bundle makes.
     *
     * @param pem what stands in the store
     * @throws DatabaseException if it cannot be read
     */
    public static TrustEntry.Authority authority(UUID id, TrustEntry.AuthorityKind kind, String pem) {
        return new TrustEntry.Authority(new AuthorityId(id), kind, certificates(id, pem));
    }

    /**
     * A server certificate that is to be taken from edges, which go by its id alone.
     *
     * @param pem what stands in the store
     * @throws DatabaseException if it cannot be read
     */
    static TrustEntry.ServerCertificate serverCertificate(UUID id, String pem) {
        return new TrustEntry.ServerCertificate(id, List.of(), certificates(id, pem), Instant.EPOCH);
    }

    private static List<Certificate> certificates(UUID id, String pem) {
        try {
            return CertificateBundle.parsePem(pem).certificates();
        } catch (PemException | DerException e) {
            throw new DatabaseException("the certificates of %s are damaged".formatted(id), e);
        }
    }
}
