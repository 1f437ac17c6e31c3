package dev.chancery.pki;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * The fields of a to-be-signed certificate (RFC 5280 section 4.1.2), read with the strict reader.
 *
 * @param version 1, 2 or 3
 * @param serial as encoded, sign included
 * @param signatureIdentifier the inner AlgorithmIdentifier
 * @param issuer the issuer's name
 * @param validity the Validity whole, for judging its encoding
 * @param notBefore first instant, inclusive
 * @param notAfter last instant, inclusive
 * @param subject the subject's name
 * @param publicKey the subject's key
 * @param extensions all of them
 */
record TbsFields(
        int version,
        BigInteger serial,
        Der signatureIdentifier,
        DistinguishedName issuer,
        Der validity,
        Instant notBefore,
        Instant notAfter,
        DistinguishedName subject,
        SubjectPublicKey publicKey,
        Extensions extensions) {

    /**
     * Reads a TBSCertificate.
     *
     * <pre>
     * TBSCertificate ::= SEQUENCE { version [0] EXPLICIT INTEGER DEFAULT v1(0), serialNumber, signature, issuer,
     *     validity, subject, subjectPublicKeyInfo, issuerUniqueID [1], subjectUniqueID [2], extensions [3] EXPLICIT }
     * </pre>
     */
    static TbsFields parse(Der tbs) throws DerException {
        DerReader outer = new DerReader(tbs);
        DerReader fields = outer.sequence("certificate fields");
        outer.end("certificate fields");
        int version = version(fields);
        BigInteger serial = fields.integer("serial number");
        Der signature = fields.element(DerWriter.SEQUENCE, "signature algorithm");
        DistinguishedName issuer = DistinguishedName.parse(fields.element(DerWriter.SEQUENCE, "issuer"));
        Der validity = fields.element(DerWriter.SEQUENCE, "validity");
        DerReader times = new DerReader(validity).sequence("validity");
        Instant notBefore = times.time("notBefore");
        Instant notAfter = times.time("notAfter");
        times.end("notAfter");
        DistinguishedName subject = DistinguishedName.parse(fields.element(DerWriter.SEQUENCE, "subject"));
        SubjectPublicKey key = SubjectPublicKey.parse(fields.element(DerWriter.SEQUENCE, "public key"));
        if (version > 1) {
            skipIf(fields, DerWriter.primitive(1));
            skipIf(fields, DerWriter.primitive(2));
        }
        Extensions extensions = Extensions.NONE;
        if (version == 3 && fields.nextIs(DerWriter.constructed(3))) {
            DerReader wrapper = fields.enter(DerWriter.constructed(3), "extensions");
            extensions = Extensions.parse(wrapper.sequence("extensions"));
            wrapper.end("extensions");
        }
        fields.end("certificate fields");
        return new TbsFields(
                version, serial, signature, issuer, validity, notBefore, notAfter, subject, key, extensions);
    }

    private static int version(DerReader fields) throws DerException {
        if (!fields.nextIs(DerWriter.constructed(0))) {
            return 1;
        }
        DerReader wrapper = fields.enter(DerWriter.constructed(0), "version");
        // DER leaves out the default, so 0 must not appear here.
        int version = wrapper.smallInteger(1, 2, "version") + 1;
        wrapper.end("version");
        return version;
    }

    private static void skipIf(DerReader fields, int tag) throws DerException {
        if (fields.nextIs(tag)) {
            fields.element(tag, "unique identifier");
        }
    }

    Optional<SignatureAlgorithm> signatureAlgorithm() throws DerException {
        return SignatureAlgorithm.parse(signatureIdentifier);
    }
}
