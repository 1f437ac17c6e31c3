package dev.chancery.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public key as certificates carry it: SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).
 *
 * <p>Parsing checks the structure only; whether the key is acceptable is for {@link KeyPolicy}.
 */
public final class SubjectPublicKey {
    private final Der der;
    private final Der keyBits;
    private final KeyAlgorithm algorithm;
    private final @Nullable RsaNumbers rsa;
    private volatile @Nullable Der keyIdentifier;
    private volatile @Nullable EcCurve found;
    private volatile @Nullable PublicKey jca;

    /** Modulus and public exponent, both positive. */
    record RsaNumbers(BigInteger modulus, BigInteger exponent) {}

    private SubjectPublicKey(Der der, Der keyBits, KeyAlgorithm algorithm, @Nullable RsaNumbers rsa) {
        this.der = der;
        this.keyBits = keyBits;
        this.algorithm = algorithm;
        this.rsa = rsa;
    }

    /**
     * Parses a SubjectPublicKeyInfo.
     *
     * @throws DerException when it is not one, or the key inside is not what the algorithm says
     */
    public static SubjectPublicKey parse(Der spki) throws DerException {
        DerReader outer = new DerReader(spki);
        DerReader info = outer.sequence("public key");
        outer.end("public key");
        DerReader identifier = info.sequence("public key algorithm");
        Oid oid = identifier.oid("public key algorithm");
        @Nullable Der parameters = identifier.hasMore() ? identifier.element("public key parameters") : null;
        identifier.end("public key parameters");
        Der bits = info.bitString("public key bits");
        info.end("public key bits");

        if (oid.equals(Oids.RSA)) {
            requireNull(parameters);
            RsaNumbers numbers = rsaNumbers(bits);
            return new SubjectPublicKey(
                    spki, bits, new KeyAlgorithm.Rsa(numbers.modulus().bitLength()), numbers);
        }
        return new SubjectPublicKey(spki, bits, algorithm(oid, parameters, bits), null);
    }

    /** From a key of the JCA, whose encoding must be X.509. */
    public static SubjectPublicKey of(PublicKey key) {
        byte @Nullable [] encoded = key.getEncoded();
        if (encoded == null) {
            throw new IllegalArgumentException("a " + key.getAlgorithm() + " key without an encoding");
        }
        try {
            return parse(Der.of(encoded));
        } catch (DerException e) {
            throw new IllegalArgumentException("a " + key.getAlgorithm() + " key that is not X.509", e);
        }
    }

    /** An EC key, not checked to be a point on its curve: {@link #isPointOn} tells. */
    static SubjectPublicKey ec(EcCurve curve, Der point) {
        byte[] algorithm = DerWriter.sequence(Oids.EC.encoded(), curve.oid().encoded());
        return built(algorithm, point, new KeyAlgorithm.Ec(curve), null);
    }

    /** An Ed25519 key of 32 bytes. */
    static SubjectPublicKey ed25519(Der key) {
        return built(DerWriter.sequence(Oids.ED25519.encoded()), key, new KeyAlgorithm.Ed25519(), null);
    }

    /** An RSA key of these positive numbers. */
    static SubjectPublicKey rsa(BigInteger modulus, BigInteger exponent) {
        byte[] algorithm = DerWriter.sequence(Oids.RSA.encoded(), DerWriter.nullValue());
        byte[] numbers = DerWriter.sequence(DerWriter.integer(modulus), DerWriter.integer(exponent));
        return built(
                algorithm,
                Der.wrap(numbers),
                new KeyAlgorithm.Rsa(modulus.bitLength()),
                new RsaNumbers(modulus, exponent));
    }

    private static SubjectPublicKey built(
            byte[] identifier, Der bits, KeyAlgorithm algorithm, @Nullable RsaNumbers rsa) {
        byte[] der = DerWriter.sequence(identifier, DerWriter.bitString(bits.toByteArray()));
        return new SubjectPublicKey(Der.wrap(der), bits, algorithm, rsa);
    }

    private static KeyAlgorithm algorithm(Oid oid, @Nullable Der parameters, Der bits) throws DerException {
        if (oid.equals(Oids.EC)) {
            if (parameters == null || parameters.at(0) != DerWriter.OBJECT_IDENTIFIER) {
                return new KeyAlgorithm.Unsupported(oid + " without a named curve");
            }
            Oid curveOid = new DerReader(parameters).oid("curve");
            for (EcCurve curve : EcCurve.values()) {
                if (curve.oid().equals(curveOid)) {
                    return new KeyAlgorithm.Ec(curve);
                }
            }
            return new KeyAlgorithm.Unsupported(oid + " on curve " + curveOid);
        }
        KeyAlgorithm found = oid.equals(Oids.ED25519)
                ? new KeyAlgorithm.Ed25519()
                : oid.equals(Oids.ML_DSA_44)
                        ? new KeyAlgorithm.MlDsa(44)
                        : oid.equals(Oids.ML_DSA_65)
                                ? new KeyAlgorithm.MlDsa(65)
                                : oid.equals(Oids.ML_DSA_87)
                                        ? new KeyAlgorithm.MlDsa(87)
                                        : new KeyAlgorithm.Unsupported(oid.toString());
        requireShape(found, parameters, bits);
        return found;
    }

    private static void requireShape(KeyAlgorithm algorithm, @Nullable Der parameters, Der bits) throws DerException {
        int expected = switch (algorithm) {
            case KeyAlgorithm.Ed25519() -> 32;
            case KeyAlgorithm.MlDsa mlDsa -> mlDsa.publicKeyBytes();
            case KeyAlgorithm.Rsa _, KeyAlgorithm.Ec _, KeyAlgorithm.Unsupported _ -> -1;
        };
        if (expected < 0) {
            return;
        }
        if (parameters != null) {
            throw new DerException("The " + algorithm.displayName() + " public key has parameters (expected: none).");
        }
        if (bits.length() != expected) {
            throw new DerException("The " + algorithm.displayName() + " public key has " + bits.length()
                    + " bytes (expected: " + expected + ").");
        }
    }

    private static void requireNull(@Nullable Der parameters) throws DerException {
        if (parameters == null || parameters.length() != 2 || parameters.at(0) != DerWriter.NULL) {
            throw new DerException("The RSA public key has parameters other than NULL (RFC 3279 section 2.3.1).");
        }
    }

    private static RsaNumbers rsaNumbers(Der bits) throws DerException {
        DerReader outer = new DerReader(bits);
        DerReader key = outer.sequence("RSA public key");
        outer.end("RSA public key");
        BigInteger modulus = key.integer("RSA modulus");
        BigInteger exponent = key.integer("RSA public exponent");
        key.end("RSA public exponent");
        if (modulus.signum() <= 0 || exponent.signum() <= 0) {
            throw new DerException("The RSA public key has a number that is not positive.");
        }
        return new RsaNumbers(modulus, exponent);
    }

    /** The SubjectPublicKeyInfo. */
    public Der der() {
        return der;
    }

    /** What kind of key. */
    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    /** The content of the BIT STRING: what key identifiers and OCSP hash. */
    public Der keyBits() {
        return keyBits;
    }

    /** SHA-1 of the public key bits, 20 bytes (RFC 5280 section 4.2.1.2 method 1). */
    public Der keyIdentifier() {
        Der known = keyIdentifier;
        if (known == null) {
            known = Der.wrap(keyBits.sha1());
            keyIdentifier = known;
        }
        return known;
    }

    Optional<RsaNumbers> rsa() {
        return Optional.ofNullable(rsa);
    }

    /** Whether the key is an uncompressed point on this curve (RFC 5480 section 2.2). Computed until it is found so. */
    boolean isPointOn(EcCurve curve) {
        if (found == curve) {
            return true;
        }
        boolean on = computePointOn(curve);
        if (on) {
            found = curve;
        }
        return on;
    }

    private boolean computePointOn(EcCurve curve) {
        int size = curve.coordinateBytes();
        if (keyBits.length() != 1 + 2 * size || keyBits.at(0) != 4) {
            return false;
        }
        int from = keyBits.offset() + 1;
        return curve.contains(
                new BigInteger(1, keyBits.array(), from, size), new BigInteger(1, keyBits.array(), from + size, size));
    }

    /**
     * The key for the JCA, from the first provider that takes it.
     *
     * @throws GeneralSecurityException when no provider does, or the key is not valid
     */
    public PublicKey toJca() throws GeneralSecurityException {
        PublicKey known = jca;
        if (known == null) {
            known = JcaPool.publicKey(this);
            jca = known;
        }
        return known;
    }

    /**
     * Whether {@code signature} over {@code data} verifies under this key; false also when the algorithm does not fit
     * the key, or any of it is malformed.
     */
    public boolean verify(SignatureAlgorithm signatureAlgorithm, Der data, Der signature) {
        if (!signatureAlgorithm.fits(algorithm) || isTooCostly()) {
            return false;
        }
        try {
            return JcaPool.verify(toJca(), signatureAlgorithm, data, signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** An RSA key made to keep a verifier busy: no real one is longer or has such an exponent. */
    private boolean isTooCostly() {
        return rsa != null
                && (rsa.modulus().bitLength() > 16_384 || rsa.exponent().bitLength() > 64);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SubjectPublicKey that && der.equals(that.der);
    }

    @Override
    public int hashCode() {
        return der.hashCode();
    }

    @Override
    public String toString() {
        return "SubjectPublicKey[" + algorithm.displayName() + ", "
                + keyIdentifier().hex() + "]";
    }
}
