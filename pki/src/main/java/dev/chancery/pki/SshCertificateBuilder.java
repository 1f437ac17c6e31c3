package dev.chancery.pki;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what an OpenSSH certificate is to say; begins at {@link SshCertificate#userCertificate} or
 * {@link SshCertificate#hostCertificate}. Key, key id, validity, nonce and signer have no default: each is a decision.
 * Not safe for several threads.
 */
public final class SshCertificateBuilder {
    private final SshCertificateKind kind;
    private final List<String> principals = new ArrayList<>(1);
    private final List<SshOption> criticalOptions = new ArrayList<>(0);
    private final List<SshOption> extensions = new ArrayList<>(6);
    private UInt64 serial = UInt64.ZERO;
    private @Nullable SshPublicKey key;
    private @Nullable String keyId;
    private @Nullable SshValidity validity;
    private @Nullable Der nonce;
    private @Nullable SshPublicKey signer;

    SshCertificateBuilder(SshCertificateKind kind) {
        this.kind = kind;
    }

    /** The key to certify. */
    public SshCertificateBuilder key(SshPublicKey value) {
        key = value;
        return this;
    }

    /** What logs will show. */
    public SshCertificateBuilder keyId(String value) {
        keyId = value;
        return this;
    }

    /** Zero without it. */
    public SshCertificateBuilder serial(UInt64 value) {
        serial = value;
        return this;
    }

    /** One more user or host it is for. */
    public SshCertificateBuilder principal(String value) {
        principals.add(value);
        return this;
    }

    /** When it is valid. */
    public SshCertificateBuilder validity(SshValidity value) {
        validity = value;
        return this;
    }

    /** One more critical option, in any order. */
    public SshCertificateBuilder criticalOption(SshOption value) {
        criticalOptions.add(value);
        return this;
    }

    /** One more extension, in any order. */
    public SshCertificateBuilder extension(SshOption value) {
        extensions.add(value);
        return this;
    }

    /** One more of the extensions OpenSSH knows. */
    public SshCertificateBuilder extension(SshExtension value) {
        return extension(value.option());
    }

    /** Fresh random bytes, 32 as OpenSSH takes. */
    public SshCertificateBuilder nonce(Der value) {
        nonce = value;
        return this;
    }

    /** The public key of the CA that will sign. */
    public SshCertificateBuilder signer(SshPublicKey value) {
        signer = value;
        return this;
    }

    /**
     * The content, its options in order.
     *
     * @throws NullPointerException naming what was not given
     * @throws IllegalArgumentException for what {@link SshCertificateContent} refuses
     */
    public SshCertificateContent build() {
        return new SshCertificateContent(
                kind,
                Objects.requireNonNull(nonce, "nonce"),
                Objects.requireNonNull(key, "key"),
                serial,
                Objects.requireNonNull(keyId, "keyId"),
                principals,
                Objects.requireNonNull(validity, "validity"),
                sorted(criticalOptions),
                sorted(extensions),
                Objects.requireNonNull(signer, "signer"));
    }

    private static List<SshOption> sorted(List<SshOption> options) {
        return options.stream().sorted(Comparator.comparing(SshOption::name)).toList();
    }
}
