package dev.chancery.pki;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Which certificate an OCSP request asks about (RFC 6960 section 4.1.1).
 *
 * @param hash the digest the two hashes were made with; empty when it is not SHA-1 or SHA-256
 * @param issuerNameHash digest of the issuer's encoded name
 * @param issuerKeyHash digest of the issuer's public key bits
 * @param serial the certificate's serial number as sent
 * @param encoded the CertID whole, which the response repeats
 */
public record CertId(Optional<Hash> hash, Der issuerNameHash, Der issuerKeyHash, BigInteger serial, Der encoded) {
    /** Digests of a CertID. */
    public enum Hash {
        /** What nearly every client sends. */
        SHA1("SHA-1", 20),
        /** What RFC 9654 asks for. */
        SHA256("SHA-256", 32);

        private final String jcaName;
        private final int bytes;

        Hash(String jcaName, int bytes) {
            this.jcaName = jcaName;
            this.bytes = bytes;
        }
    }

    /** The CertID of a certificate of this issuer. */
    public static CertId of(Hash hash, Certificate issuer, BigInteger serial) {
        Der name = Der.wrap(issuer.subject().der().digest(hash.jcaName));
        Der key = Der.wrap(issuer.publicKey().keyBits().digest(hash.jcaName));
        Oid oid = hash == Hash.SHA1 ? Oids.SHA1 : Oids.SHA256;
        byte[] encoded = DerWriter.sequence(
                DerWriter.sequence(oid.encoded(), DerWriter.nullValue()),
                DerWriter.octetString(name.toByteArray()),
                DerWriter.octetString(key.toByteArray()),
                DerWriter.integer(serial));
        return new CertId(Optional.of(hash), name, key, serial, Der.wrap(encoded));
    }

    /** {@code CertID ::= SEQUENCE { hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber }}. */
    static CertId parse(Der encoded) throws DerException {
        DerReader outer = new DerReader(encoded);
        DerReader fields = outer.sequence("certificate identifier");
        DerReader algorithm = fields.sequence("hash algorithm");
        Oid oid = algorithm.oid("hash algorithm");
        if (algorithm.hasMore()) {
            algorithm.element("hash parameters");
        }
        algorithm.end("hash parameters");
        Der nameHash = fields.content(DerWriter.OCTET_STRING, "issuer name hash");
        Der keyHash = fields.content(DerWriter.OCTET_STRING, "issuer key hash");
        BigInteger serial = fields.integer("serial number");
        fields.end("serial number");
        Optional<Hash> hash = oid.equals(Oids.SHA1)
                ? Optional.of(Hash.SHA1)
                : oid.equals(Oids.SHA256) ? Optional.of(Hash.SHA256) : Optional.empty();
        if (hash.isPresent() && (nameHash.length() != hash.get().bytes || keyHash.length() != hash.get().bytes)) {
            throw new DerException("A hash in the certificate identifier has the wrong length for its algorithm.");
        }
        return new CertId(hash, nameHash, keyHash, serial, encoded);
    }

    /** Whether it asks about a certificate of this issuer; false when the hash is neither SHA-1 nor SHA-256. */
    public boolean isIssuedBy(Certificate issuer) {
        return hash.isPresent() && isIssuedBy(of(hash.get(), issuer, BigInteger.ONE));
    }

    /** Whether it names the same issuer with the same digest as {@code other}: for comparing with kept ones. */
    public boolean isIssuedBy(CertId other) {
        return hash.equals(other.hash)
                && issuerNameHash.equals(other.issuerNameHash)
                && issuerKeyHash.equals(other.issuerKeyHash);
    }
}
