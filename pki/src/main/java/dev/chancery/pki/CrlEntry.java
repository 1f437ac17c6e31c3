package dev.chancery.pki;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revocation that a list tells of (RFC 5280 section 5.3), as others write them: the serial may be any number.
 *
 * @param serial of the revoked certificate
 * @param revokedAt whole seconds
 * @param reasonCode CRLReason, 0 when the list does not say; {@link RevocationReason#ofCode} names it
 */
public record CrlEntry(BigInteger serial, Instant revokedAt, int reasonCode) {
    /** Reads the content of {@code SEQUENCE { userCertificate, revocationDate, crlEntryExtensions OPTIONAL }}. */
    static CrlEntry read(DerReader entry) throws DerException {
        BigInteger serial = entry.integer("serial number of an entry");
        Instant at = entry.time("revocation date of an entry");
        int reason = 0;
        if (entry.hasMore()) {
            DerReader extensions = entry.sequence("extensions of an entry");
            while (extensions.hasMore()) {
                @Nullable Der value = value(extensions.sequence("extension of an entry"), Oids.REASON_CODE);
                if (value != null) {
                    reason = reason(value);
                }
            }
        }
        entry.end("extensions of an entry");
        return new CrlEntry(serial, at, reason);
    }

    /**
     * The value of the extension if it is this one. Where an unknown one is critical the whole list tells nothing (RFC 5280
     * section 5.3).
     */
    private static @Nullable Der value(DerReader extension, Oid wanted) throws DerException {
        Oid oid = extension.oid("extension identifier");
        boolean critical = extension.nextIs(DerWriter.BOOLEAN) && extension.bool("critical flag");
        Der value = extension.content(DerWriter.OCTET_STRING, "extension value");
        extension.end("extension value");
        if (oid.equals(wanted)) {
            return value;
        }
        if (critical) {
            throw new DerException(
                    "An entry has the critical extension " + oid + ", which must be understood and is not.");
        }
        return null;
    }

    private static int reason(Der value) throws DerException {
        DerReader outer = new DerReader(value);
        Der content = outer.content(DerWriter.ENUMERATED, "reason of an entry");
        outer.end("reason of an entry");
        if (content.length() != 1 || content.at(0) < 0) {
            throw new DerException("The reason of an entry is not one.");
        }
        return content.at(0);
    }
}
