package dev.chancery.pki;

import java.util.Optional;

/** The nonce of an OCSP message (RFC 9654), the one extension of it that is understood. */
final class OcspNonce {
    private OcspNonce() {}

    /** The list of extensions with nothing but this nonce. */
    static byte[] extensions(Der nonce) {
        return DerWriter.sequence(DerWriter.sequence(
                Oids.OCSP_NONCE.encoded(), DerWriter.octetString(DerWriter.octetString(nonce.toByteArray()))));
    }

    /**
     * Reads a list of extensions.
     *
     * @param message what they are of, for sentences
     * @throws DerException when it is none, or one that must be understood is not
     */
    static Optional<Der> read(DerReader wrapper, String message) throws DerException {
        DerReader list = wrapper.sequence("extensions");
        wrapper.end("extensions");
        Optional<Der> nonce = Optional.empty();
        while (list.hasMore()) {
            DerReader extension = list.sequence("extension");
            Oid oid = extension.oid("extension identifier");
            boolean critical = extension.nextIs(DerWriter.BOOLEAN) && extension.bool("critical flag");
            Der value = extension.content(DerWriter.OCTET_STRING, "extension value");
            extension.end("extension value");
            if (oid.equals(Oids.OCSP_NONCE)) {
                DerReader inner = new DerReader(value);
                nonce = Optional.of(inner.content(DerWriter.OCTET_STRING, "nonce"));
                inner.end("nonce");
            } else if (critical) {
                throw new DerException("The " + message + " has an unknown critical extension " + oid + ".");
            }
        }
        return nonce;
    }
}
