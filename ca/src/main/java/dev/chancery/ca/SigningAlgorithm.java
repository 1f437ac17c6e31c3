package dev.chancery.ca;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** How a key signs; a key has exactly one way. Object identifiers: RFC 5758, RFC 4055, RFC 8410. */
public enum SigningAlgorithm {
    /** P-256 keys. */
    ECDSA_SHA256("SHA256withECDSA", "300a06082a8648ce3d040302"),
    /** P-384 keys. */
    ECDSA_SHA384("SHA384withECDSA", "300a06082a8648ce3d040303"),
    /** P-521 keys; uploaded ones only. */
    ECDSA_SHA512("SHA512withECDSA", "300a06082a8648ce3d040304"),
    /** RSA keys of every length, PKCS#1 v1.5. */
    RSA_SHA256("SHA256withRSA", "300d06092a864886f70d01010b0500"),
    /** Ed25519 keys. */
    ED25519("EdDSA", "300506032b6570");

    private static final Map<ASN1ObjectIdentifier, SigningAlgorithm> BY_CURVE = Map.of(
            SECObjectIdentifiers.secp256r1, ECDSA_SHA256,
            SECObjectIdentifiers.secp384r1, ECDSA_SHA384,
            SECObjectIdentifiers.secp521r1, ECDSA_SHA512);

    private final String signatureName;
    private final String identifier;

    SigningAlgorithm(String signatureName, String identifier) {
        this.signatureName = signatureName;
        this.identifier = identifier;
    }

    /** The name by which {@link java.security.Signature} knows it; every provider in use agrees on it. */
    String signatureName() {
        return signatureName;
    }

    /** DER of the AlgorithmIdentifier (RFC 5280 section 4.1.1.2). */
    public byte[] identifier() {
        return HexFormat.of().parseHex(identifier);
    }

    /**
     * The one algorithm a key signs with, told from its own AlgorithmIdentifier and so the same for every provider's
     * key classes; empty for keys we do not sign with.
     */
    static Optional<SigningAlgorithm> forKey(AlgorithmIdentifier key) {
        ASN1ObjectIdentifier type = key.getAlgorithm();
        if (type.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return Optional.of(RSA_SHA256);
        }
        if (type.equals(EdECObjectIdentifiers.id_Ed25519)) {
            return Optional.of(ED25519);
        }
        if (type.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && key.getParameters() instanceof ASN1ObjectIdentifier curve) {
            return Optional.ofNullable(BY_CURVE.get(curve));
        }
        return Optional.empty();
    }

    /** The {@link java.security.KeyFactory} name of this algorithm's keys. */
    String keyFactoryName() {
        return switch (this) {
            case ECDSA_SHA256, ECDSA_SHA384, ECDSA_SHA512 -> "EC";
            case RSA_SHA256 -> "RSA";
            case ED25519 -> "Ed25519";
        };
    }
}
