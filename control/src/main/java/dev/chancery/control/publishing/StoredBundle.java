package dev.chancery.control.publishing;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.pki.CertificateBundle;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PemException;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.TrustEntry;
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
        try {
            return new TrustEntry.Authority(
                    new AuthorityId(id), kind, CertificateBundle.parsePem(pem).certificates());
        } catch (PemException | DerException e) {
            throw new DatabaseException("the certificates of CA %s are damaged".formatted(id), e);
        }
    }
}
