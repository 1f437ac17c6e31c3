package dev.chancery.pki;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;

/**
 * A public key as OpenSSH carries it: the name of its type, then the type's fields in the SSH wire encoding (RFC 4253
 * section 6.6). One key has exactly one encoding, so equality is that of the bytes.
 *
 * <p>Parsing proves the structure, and that a point of a NIST curve lies on its curve; whether the key is acceptable,
 * such as the length of an RSA modulus, is for {@link KeyPolicy} on {@link #subjectPublicKey}. Any 32 bytes are read as
 * an Ed25519 key, as OpenSSH does.
 */
public final class SshPublicKey {
    /** Longest encoding accepted, in bytes: an RSA key of 16,384 bits with an exponent as long fits. */
    public static final int MAX_BYTES = 8192;

    private static final int ED25519_BYTES = 32;
    private static final int LONGEST_APPLICATION = 255;

    private final SshKeyType type;
    private final Der wire;
    private final Der fields;
    private final SubjectPublicKey subjectPublicKey;

    private SshPublicKey(SshKeyType type, Der wire, SubjectPublicKey subjectPublicKey) {
        this.type = type;
        this.wire = wire;
        int named = Integer.BYTES + type.wireName().length();
        this.fields = wire.slice(named, wire.length() - named);
        this.subjectPublicKey = subjectPublicKey;
    }

    /**
     * Parses the wire encoding.
     *
     * @throws SshException when it is not one of {@link SshKeyType}, or is followed by more bytes
     */
    public static SshPublicKey parse(Der wire) throws SshException {
        if (wire.length() > MAX_BYTES) {
            throw new SshException(
                    "The SSH public key has " + wire.length() + " bytes (expected: at most " + MAX_BYTES + ").");
        }
        return read(new SshReader(wire));
    }

    /** Reads a whole key, to the end of what the cursor covers. */
    static SshPublicKey read(SshReader in) throws SshException {
        int start = in.position();
        SshKeyType type = type(in.ascii("SSH key type"));
        SubjectPublicKey inside = readFields(type, in);
        in.end("SSH public key");
        return new SshPublicKey(type, in.since(start), inside);
    }

    /** Reads the fields of a key of this type where they stand, without the type's name before them. */
    static SshPublicKey readAfterName(SshKeyType type, SshReader in) throws SshException {
        int start = in.position();
        SubjectPublicKey inside = readFields(type, in);
        return of(type, in.since(start), inside);
    }

    /**
     * The same key as OpenSSH writes it.
     *
     * @throws IllegalArgumentException if OpenSSH has no such keys, or the point is not on its curve
     */
    public static SshPublicKey of(SubjectPublicKey key) {
        SshWriter fields = new SshWriter(64);
        SshKeyType type = switch (key.algorithm()) {
            case KeyAlgorithm.Rsa _ -> {
                SubjectPublicKey.RsaNumbers numbers = key.rsa().orElseThrow();
                fields.number(numbers.exponent()).number(numbers.modulus());
                yield SshKeyType.RSA;
            }
            case KeyAlgorithm.Ec(EcCurve curve) -> {
                SshKeyType named = type(curve);
                if (!key.isPointOn(curve)) {
                    throw new IllegalArgumentException(
                            "The key is not an uncompressed point on " + curve.displayName());
                }
                fields.string(named.curveName()).string(key.keyBits());
                yield named;
            }
            case KeyAlgorithm.Ed25519() -> {
                fields.string(key.keyBits());
                yield SshKeyType.ED25519;
            }
            case KeyAlgorithm.MlDsa _, KeyAlgorithm.Unsupported _ ->
                throw new IllegalArgumentException(
                        "OpenSSH has no keys of kind " + key.algorithm().displayName());
        };
        return of(type, fields.done(), key);
    }

    private static SshPublicKey of(SshKeyType type, Der fields, SubjectPublicKey inside) {
        SshWriter wire = new SshWriter(Integer.BYTES + type.wireName().length() + fields.length());
        return new SshPublicKey(type, wire.string(type.wireName()).raw(fields).done(), inside);
    }

    private static SshKeyType type(EcCurve curve) {
        return switch (curve) {
            case P256 -> SshKeyType.ECDSA_P256;
            case P384 -> SshKeyType.ECDSA_P384;
            case P521 -> SshKeyType.ECDSA_P521;
        };
    }

    /** @throws SshException when there is no such type, or it is that of a certificate */
    static SshKeyType type(String name) throws SshException {
        if (SshKeyType.ofCertificateName(name).isPresent()) {
            throw new SshException("The SSH key type is " + SshReader.quoted(name)
                    + ", a certificate (expected: a plain public key).");
        }
        return SshKeyType.ofWireName(name)
                .orElseThrow(() -> new SshException("The SSH key type is " + SshReader.quoted(name)
                        + " (expected: one of " + SshKeyType.wireNames() + ")."));
    }

    private static SubjectPublicKey readFields(SshKeyType type, SshReader in) throws SshException {
        return switch (type) {
            case ECDSA_P256, ECDSA_P384, ECDSA_P521 -> point(type, in);
            case ED25519 -> SubjectPublicKey.ed25519(in.string(ED25519_BYTES, "Ed25519 public key"));
            case RSA -> {
                BigInteger exponent = in.positive("RSA public exponent");
                yield SubjectPublicKey.rsa(in.positive("RSA modulus"), exponent);
            }
            case SK_ECDSA_P256 -> {
                SubjectPublicKey inside = point(type, in);
                requireApplication(in);
                yield inside;
            }
            case SK_ED25519 -> {
                SubjectPublicKey inside = SubjectPublicKey.ed25519(in.string(ED25519_BYTES, "Ed25519 public key"));
                requireApplication(in);
                yield inside;
            }
        };
    }

    private static SubjectPublicKey point(SshKeyType type, SshReader in) throws SshException {
        int start = in.position();
        EcCurve curve = type.curve().orElseThrow();
        String name = in.ascii("curve name");
        if (!name.equals(type.curveName())) {
            throw new SshException("The curve name at byte " + start + " is " + SshReader.quoted(name) + " (expected: "
                    + type.curveName() + ", as the key type " + type.wireName() + " says).");
        }
        int pointAt = in.position();
        SubjectPublicKey key = SubjectPublicKey.ec(curve, in.string("curve point"));
        if (!key.isPointOn(curve)) {
            throw new SshException("The curve point at byte " + pointAt + " is not an uncompressed point on "
                    + curve.displayName() + ".");
        }
        return key;
    }

    private static void requireApplication(SshReader in) throws SshException {
        int start = in.position();
        int length = in.ascii("application of the security key").length();
        if (length == 0 || length > LONGEST_APPLICATION) {
            throw new SshException("The application of the security key at byte " + start + " has " + length
                    + " characters (expected: 1 to " + LONGEST_APPLICATION + ").");
        }
    }

    /** What kind of key. */
    public SshKeyType type() {
        return type;
    }

    /** The wire encoding: what authorized_keys holds in base64, and what fingerprints hash. */
    public Der wire() {
        return wire;
    }

    /** The wire encoding without the name of the type: what a certificate repeats. */
    Der fields() {
        return fields;
    }

    /** What a security key was made for, the bytes of its {@code application}; empty for other keys. */
    Optional<Der> application() {
        if (!type.isSecurityKey()) {
            return Optional.empty();
        }
        // The last field: what is left after the key inside and its curve, without its own length.
        int inside = SshPublicKey.of(subjectPublicKey).fields.length() + Integer.BYTES;
        return Optional.of(fields.slice(inside, fields.length() - inside));
    }

    /**
     * The same key as SubjectPublicKeyInfo. Of a security key it is the key inside, whose signatures cover more than the
     * message, and from which the security key cannot be made again.
     */
    public SubjectPublicKey subjectPublicKey() {
        return subjectPublicKey;
    }

    /** {@code SHA256:} and the SHA-256 of the wire encoding in base64 without padding, as {@code ssh-keygen -l} shows. */
    public String fingerprint() {
        return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(wire.sha256());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshPublicKey that && wire.equals(that.wire);
    }

    @Override
    public int hashCode() {
        return wire.hashCode();
    }

    @Override
    public String toString() {
        return "SshPublicKey[" + type.wireName() + ", " + fingerprint() + "]";
    }
}
