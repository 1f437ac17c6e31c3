package dev.chancery.pki;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of public key OpenSSH has, by their names on the wire (RFC 4253, 5656, 8709; OpenSSH PROTOCOL.u2f). */
public enum SshKeyType {
    /** ECDSA on P-256. */
    ECDSA_P256("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256-cert-v01@openssh.com", EcCurve.P256, "nistp256"),
    /** ECDSA on P-384. */
    ECDSA_P384("ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384-cert-v01@openssh.com", EcCurve.P384, "nistp384"),
    /** ECDSA on P-521. */
    ECDSA_P521("ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521-cert-v01@openssh.com", EcCurve.P521, "nistp521"),
    /** Ed25519. */
    ED25519("ssh-ed25519", "ssh-ed25519-cert-v01@openssh.com", null, ""),
    /** RSA, whatever digest its signatures use. */
    RSA("ssh-rsa", "ssh-rsa-cert-v01@openssh.com", null, ""),
    /** ECDSA on P-256 inside a FIDO security key. */
    SK_ECDSA_P256(
            "sk-ecdsa-sha2-nistp256@openssh.com",
            "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com",
            EcCurve.P256,
            "nistp256"),
    /** Ed25519 inside a FIDO security key. */
    SK_ED25519("sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519-cert-v01@openssh.com", null, "");

    private final String wireName;
    private final String certificateName;
    private final @Nullable EcCurve curve;
    private final String curveName;

    SshKeyType(String wireName, String certificateName, @Nullable EcCurve curve, String curveName) {
        this.wireName = wireName;
        this.certificateName = certificateName;
        this.curve = curve;
        this.curveName = curveName;
    }

    /** The name of a plain key, such as {@code ssh-ed25519}. */
    public String wireName() {
        return wireName;
    }

    /** The name of a certificate for such a key, such as {@code ssh-ed25519-cert-v01@openssh.com}. */
    public String certificateName() {
        return certificateName;
    }

    /** Whether the private key lives in a FIDO security key, whose signatures cover more than the message. */
    public boolean isSecurityKey() {
        return this == SK_ECDSA_P256 || this == SK_ED25519;
    }

    /** The curve of an ECDSA key. */
    Optional<EcCurve> curve() {
        return Optional.ofNullable(curve);
    }

    /** The curve's name on the wire (RFC 5656 section 10.1). */
    String curveName() {
        return curveName;
    }

    static Optional<SshKeyType> ofWireName(String name) {
        return Stream.of(values()).filter(type -> type.wireName.equals(name)).findFirst();
    }

    static Optional<SshKeyType> ofCertificateName(String name) {
        return Stream.of(values())
                .filter(type -> type.certificateName.equals(name))
                .findFirst();
    }

    static String wireNames() {
        return Stream.of(values()).map(SshKeyType::wireName).collect(Collectors.joining(", "));
    }

    static String certificateNames() {
        return Stream.of(values()).map(SshKeyType::certificateName).collect(Collectors.joining(", "));
    }
}
