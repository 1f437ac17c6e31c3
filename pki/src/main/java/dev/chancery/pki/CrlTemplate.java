package dev.chancery.pki;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Revocation lists of one issuing CA (RFC 5280 section 5), for one distribution point.
 *
 * <pre>
 * TBSCertList: v2, signature, issuer, thisUpdate, nextUpdate, revokedCertificates, extensions:
 *   authorityKeyIdentifier · cRLNumber · issuingDistributionPoint critical (fullName, onlyContainsUserCerts)
 * </pre>
 *
 * <p>Entries are written straight into one growing array: memory is the size of the list, about 40 bytes an entry.
 * Instances are immutable and shared between threads.
 */
public final class CrlTemplate {
    private static final byte[] VERSION_2 = DerWriter.integer(BigInteger.ONE);

    private final SignatureAlgorithm algorithm;
    private final byte[] issuerName;
    private final byte[] authorityKeyIdentifier;
    private final byte[] distributionPoint;

    private CrlTemplate(Certificate issuer, SignatureAlgorithm algorithm, Optional<String> distributionPoint) {
        this.algorithm = algorithm;
        this.issuerName = issuer.subject().der().toByteArray();
        this.authorityKeyIdentifier = ExtensionWriter.authorityKeyIdentifier(CertificateWriter.keyIdentifierOf(issuer));
        this.distributionPoint =
                distributionPoint.map(ExtensionWriter::issuingDistributionPoint).orElse(new byte[0]);
    }

    /**
     * A template for lists signed by {@code issuer}.
     *
     * @param distributionPoint the URI that stands in the certificates the list is for
     */
    public static CrlTemplate of(Certificate issuer, SignatureAlgorithm algorithm, String distributionPoint) {
        CertificateWriter.requireFit(issuer, algorithm);
        return new CrlTemplate(issuer, algorithm, Optional.of(distributionPoint));
    }

    /** A template for complete lists without an issuing distribution point, such as a root's. */
    public static CrlTemplate complete(Certificate issuer, SignatureAlgorithm algorithm) {
        CertificateWriter.requireFit(issuer, algorithm);
        return new CrlTemplate(issuer, algorithm, Optional.empty());
    }

    /** The algorithm the result must be signed with. */
    public SignatureAlgorithm signatureAlgorithm() {
        return algorithm;
    }

    /**
     * The bytes to be signed.
     *
     * @param number 0 to 2^159 − 1, greater than that of every list before (RFC 5280 section 5.2.3)
     * @param entries read once, in the order given
     */
    public Der build(BigInteger number, Instant thisUpdate, Instant nextUpdate, Iterator<RevocationEntry> entries) {
        if (number.signum() < 0 || number.bitLength() >= 160) {
            throw new IllegalArgumentException("CRL number of " + number.bitLength() + " bits (expected: 0 to 159)");
        }
        byte[] head = DerWriter.join(
                VERSION_2,
                algorithm.identifier().toByteArray(),
                issuerName,
                DerWriter.time(thisUpdate),
                DerWriter.time(nextUpdate));
        EntryBuffer revoked = new EntryBuffer();
        while (entries.hasNext()) {
            revoked.append(entries.next());
        }
        byte[] extensions = DerWriter.tlv(
                DerWriter.constructed(0),
                DerWriter.sequence(authorityKeyIdentifier, ExtensionWriter.crlNumber(number), distributionPoint));
        return assembleTbs(head, revoked, extensions);
    }

    /** revokedCertificates is left out when there are none (RFC 5280 section 5.1.2.6). */
    private static Der assembleTbs(byte[] head, EntryBuffer revoked, byte[] extensions) {
        int list = revoked.size == 0 ? 0 : DerWriter.headerLength(revoked.size) + revoked.size;
        int length = head.length + list + extensions.length;
        byte[] out = new byte[DerWriter.headerLength(length) + length];
        int at = DerWriter.putHeader(out, 0, DerWriter.SEQUENCE, length);
        System.arraycopy(head, 0, out, at, head.length);
        at += head.length;
        if (revoked.size > 0) {
            at = DerWriter.putHeader(out, at, DerWriter.SEQUENCE, revoked.size);
            System.arraycopy(revoked.bytes, 0, out, at, revoked.size);
            at += revoked.size;
        }
        System.arraycopy(extensions, 0, out, at, extensions.length);
        return Der.wrap(out);
    }

    /** Completes a to-be-signed list with its signature. */
    public Der assemble(Der tbs, byte[] signature) {
        return SignedData.assemble(tbs, algorithm, signature);
    }

    /** The list as PEM, label {@code X509 CRL}. */
    public static String toPem(Der crl) {
        return Pem.encode("X509 CRL", crl);
    }

    /** Entries one after the other: {@code SEQUENCE { serial, revocationDate, crlEntryExtensions OPTIONAL }}. */
    private static final class EntryBuffer {
        private static final Map<RevocationReason, byte[]> REASONS = reasons();

        private static final byte[] NO_REASON = {};

        private byte[] bytes = new byte[4096];
        private int size;

        void append(RevocationEntry entry) {
            byte[] serial = entry.serial().toByteArray();
            byte[] time = DerWriter.time(entry.revokedAt());
            byte[] reason = REASONS.getOrDefault(entry.reason(), NO_REASON);
            // Serial, time and reason together stay below 128 bytes, so every header has two.
            int length = 2 + serial.length + time.length + reason.length;
            if (bytes.length - size < length + 2) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            size = DerWriter.putHeader(bytes, size, DerWriter.SEQUENCE, length);
            size = DerWriter.putHeader(bytes, size, DerWriter.INTEGER, serial.length);
            put(serial);
            put(time);
            put(reason);
        }

        private void put(byte[] part) {
            System.arraycopy(part, 0, bytes, size, part.length);
            size += part.length;
        }

        /** Each reason's crlEntryExtensions; unspecified is left out (RFC 5280 section 5.3.1). */
        private static Map<RevocationReason, byte[]> reasons() {
            Map<RevocationReason, byte[]> encoded = new EnumMap<>(RevocationReason.class);
            for (RevocationReason reason : RevocationReason.values()) {
                byte[] extension = DerWriter.sequence(
                        Oids.REASON_CODE.encoded(), DerWriter.octetString(DerWriter.enumerated(reason.code())));
                encoded.put(
                        reason, reason == RevocationReason.UNSPECIFIED ? new byte[0] : DerWriter.sequence(extension));
            }
            return encoded;
        }
    }
}
