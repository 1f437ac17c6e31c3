package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.pki.CertStatus;
import dev.chancery.pki.RevocationEntry;
import java.math.BigInteger;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What revocation lists and OCSP say of the certificates a CA issued. They are stricter than the API's words: whatever is not
 * plainly active is revoked (certificateHold), from the commit of the revocation until the reactivation is final.
 */
public interface IssuedCertificates {
    /** What is known of a serial number, which may be any number at all. */
    CertStatus status(Tx tx, UUID ca, BigInteger serial);

    /** Passes on every entry of a partition's list, in no particular order. */
    void revoked(Tx tx, UUID ca, long partition, Consumer<RevocationEntry> entries);
}
