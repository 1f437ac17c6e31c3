package dev.chancery.pki;

import java.util.Optional;
import java.util.stream.Stream;

/** How a signature is made and written, by its name on the wire (RFC 4253, 5656, 8332, 8709; OpenSSH PROTOCOL.u2f). */
public enum SshSignatureFormat {
    /** ECDSA on P-256 with SHA-256. */
    ECDSA_P256("ecdsa-sha2-nistp256", SshKeyType.ECDSA_P256, SignatureAlgorithm.ECDSA_WITH_SHA256),
    /** ECDSA on P-384 with SHA-384. */
    ECDSA_P384("ecdsa-sha2-nistp384", SshKeyType.ECDSA_P384, SignatureAlgorithm.ECDSA_WITH_SHA384),
    /** ECDSA on P-521 with SHA-512. */
    ECDSA_P521("ecdsa-sha2-nistp521", SshKeyType.ECDSA_P521, SignatureAlgorithm.ECDSA_WITH_SHA512),
    /** Ed25519. */
    ED25519("ssh-ed25519", SshKeyType.ED25519, SignatureAlgorithm.ED25519),
    /** RSA with SHA-256 (RFC 8332). */
    RSA_SHA2_256("rsa-sha2-256", SshKeyType.RSA, SignatureAlgorithm.SHA256_WITH_RSA),
    /** RSA with SHA-512 (RFC 8332). */
    RSA_SHA2_512("rsa-sha2-512", SshKeyType.RSA, SignatureAlgorithm.SHA512_WITH_RSA),
    /** RSA with SHA-1: read, never made and never believed. */
    RSA_SHA1("ssh-rsa", SshKeyType.RSA, SignatureAlgorithm.SHA1_WITH_RSA),
    /** By a FIDO security key, on P-256. */
    SK_ECDSA_P256("sk-ecdsa-sha2-nistp256@openssh.com", SshKeyType.SK_ECDSA_P256, SignatureAlgorithm.ECDSA_WITH_SHA256),
    /** By a FIDO security key, Ed25519. */
    SK_ED25519("sk-ssh-ed25519@openssh.com", SshKeyType.SK_ED25519, SignatureAlgorithm.ED25519);

    private final String wireName;
    private final SshKeyType keyType;
    private final SignatureAlgorithm algorithm;

    SshSignatureFormat(String wireName, SshKeyType keyType, SignatureAlgorithm algorithm) {
        this.wireName = wireName;
        this.keyType = keyType;
        this.algorithm = algorithm;
    }

    /** The name in a signature. */
    public String wireName() {
        return wireName;
    }

    /** The type of key that makes such signatures. */
    public SshKeyType keyType() {
        return keyType;
    }

    /** The signature inside. */
    SignatureAlgorithm algorithm() {
        return algorithm;
    }

    static Optional<SshSignatureFormat> ofWireName(String name) {
        return Stream.of(values())
                .filter(format -> format.wireName.equals(name))
                .findFirst();
    }

    /**
     * The format in which a plain key of this type writes signatures of an algorithm.
     *
     * @throws IllegalArgumentException if OpenSSH has none
     */
    static SshSignatureFormat of(SshKeyType type, SignatureAlgorithm algorithm) {
        return Stream.of(values())
                .filter(format -> format.keyType == type && format.algorithm == algorithm && algorithm.isSound())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "OpenSSH has no signatures " + algorithm.apiName() + " by keys of type " + type.wireName()));
    }
}
