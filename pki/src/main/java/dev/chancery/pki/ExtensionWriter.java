package dev.chancery.pki;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes the extensions our certificates and CRLs carry, each as RFC 5280 section 4.2 defines it. */
final class ExtensionWriter {
    private static final byte[] TRUE = DerWriter.bool(true);

    private ExtensionWriter() {}

    private static byte[] extension(Oid oid, byte[] value) {
        return DerWriter.sequence(oid.encoded(), DerWriter.octetString(value));
    }

    private static byte[] critical(Oid oid, byte[] value) {
        return DerWriter.sequence(oid.encoded(), TRUE, DerWriter.octetString(value));
    }

    /** {@code BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER OPTIONAL }}. */
    static byte[] basicConstraints(boolean ca, OptionalInt pathLength) {
        byte[] flag = ca ? TRUE : new byte[0];
        byte[] length =
                pathLength.isPresent() ? DerWriter.integer(BigInteger.valueOf(pathLength.getAsInt())) : new byte[0];
        return critical(Oids.BASIC_CONSTRAINTS, DerWriter.sequence(flag, length));
    }

    /** {@code KeyUsage ::= BIT STRING} of named bits: trailing zero bits are left out (X.690 section 11.2.2). */
    static byte[] keyUsage(KeyUsage... usages) {
        int bits = 0;
        for (KeyUsage usage : usages) {
            if (usage == KeyUsage.DECIPHER_ONLY) {
                throw new IllegalArgumentException("decipherOnly is not for certificates issued here");
            }
            bits |= 0x80 >>> usage.bit();
        }
        byte unused = (byte) Integer.numberOfTrailingZeros(bits);
        return critical(Oids.KEY_USAGE, new byte[] {DerWriter.BIT_STRING, 2, unused, (byte) bits});
    }

    /** {@code ExtKeyUsageSyntax ::= SEQUENCE OF KeyPurposeId}. */
    static byte[] extendedKeyUsage(Oid purpose) {
        return extension(Oids.EXTENDED_KEY_USAGE, DerWriter.sequence(purpose.encoded()));
    }

    /** {@code SubjectKeyIdentifier ::= OCTET STRING}. */
    static byte[] subjectKeyIdentifier(Der identifier) {
        return extension(Oids.SUBJECT_KEY_IDENTIFIER, DerWriter.octetString(identifier.toByteArray()));
    }

    /** {@code AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] IMPLICIT OCTET STRING, … }}. */
    static byte[] authorityKeyIdentifier(Der identifier) {
        return extension(
                Oids.AUTHORITY_KEY_IDENTIFIER,
                DerWriter.sequence(DerWriter.tlv(DerWriter.primitive(0), identifier.toByteArray())));
    }

    /** One distribution point with a full name of one URI. */
    static byte[] crlDistributionPoint(String uri) {
        return extension(
                Oids.CRL_DISTRIBUTION_POINTS,
                DerWriter.sequence(DerWriter.sequence(DerWriter.tlv(DerWriter.constructed(0), fullName(uri)))));
    }

    /** {@code DistributionPointName ::= CHOICE { fullName [0] IMPLICIT GeneralNames, … }}. */
    static byte[] fullName(String uri) {
        return DerWriter.tlv(DerWriter.constructed(0), uri(uri));
    }

    /** {@code GeneralName ::= CHOICE { uniformResourceIdentifier [6] IMPLICIT IA5String, … }}. */
    private static byte[] uri(String uri) {
        IssuerUrls.require(uri);
        return DerWriter.text(DerWriter.primitive(6), uri);
    }

    /** {@code AuthorityInfoAccessSyntax}: caIssuers, then OCSP; absent when there is neither. */
    static Optional<byte[]> authorityInfoAccess(IssuerUrls urls) {
        List<byte[]> descriptions = new ArrayList<>(2);
        urls.caIssuers().ifPresent(it -> descriptions.add(DerWriter.sequence(Oids.AD_CA_ISSUERS.encoded(), uri(it))));
        urls.ocsp().ifPresent(it -> descriptions.add(DerWriter.sequence(Oids.AD_OCSP.encoded(), uri(it))));
        return descriptions.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        extension(Oids.AUTHORITY_INFO_ACCESS, DerWriter.sequence(descriptions.toArray(byte[][]::new))));
    }

    /** id-pkix-ocsp-nocheck, NULL (RFC 6960 section 4.2.2.2.1). */
    static byte[] ocspNoCheck() {
        return extension(Oids.OCSP_NO_CHECK, DerWriter.nullValue());
    }

    /** {@code CRLNumber ::= INTEGER (0..MAX)}. */
    static byte[] crlNumber(BigInteger number) {
        return extension(Oids.CRL_NUMBER, DerWriter.integer(number));
    }

    /** The point's full name and onlyContainsUserCerts TRUE (RFC 5280 section 5.2.5). */
    static byte[] issuingDistributionPoint(String uri) {
        return critical(
                Oids.ISSUING_DISTRIBUTION_POINT,
                DerWriter.sequence(
                        DerWriter.tlv(DerWriter.constructed(0), fullName(uri)),
                        DerWriter.tlv(DerWriter.primitive(1), new byte[] {(byte) 0xff})));
    }
}
