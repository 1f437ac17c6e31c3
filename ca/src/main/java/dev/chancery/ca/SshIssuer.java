package dev.chancery.ca;

import dev.chancery.pki.Der;
import dev.chancery.pki.SshCertificate;
import dev.chancery.pki.SshCertificateBuilder;
import dev.chancery.pki.SshCertificateContent;
import dev.chancery.pki.SshCertificateKind;
import dev.chancery.pki.SshException;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.pki.SshOption;
import dev.chancery.pki.SshPublicKey;
import dev.chancery.pki.SshSignature;
import dev.chancery.pki.SshValidity;
import dev.chancery.pki.UInt64;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * One SSH CA at work, in two steps as {@link Issuer} has them: {@link #prepare} checks the request, builds the bytes and
 * reads them back; {@link #issue} signs exactly those. Safe for any number of threads.
 */
public final class SshIssuer {
    /** As many as OpenSSH takes. */
    private static final int NONCE_BYTES = 32;

    private final SigningKey key;
    private final SshPublicKey publicKey;
    private final SshProfile profile;
    private final SecureRandom random;
    private final InstantSource clock;

    /**
     * An issuer for one CA key.
     *
     * @param key opened for {@link KeyPurpose#SSH_CA}: P-256 unless there is a reason, P-384, Ed25519 or RSA
     * @throws IllegalArgumentException if OpenSSH has no such keys
     */
    public SshIssuer(SigningKey key, SshProfile profile, SecureRandom random, InstantSource clock) {
        this.key = key;
        this.publicKey = SshPublicKey.of(key.publicKey());
        this.profile = profile;
        this.random = random;
        this.clock = clock;
    }

    /** The CA's public key. */
    public SshPublicKey publicKey() {
        return publicKey;
    }

    /** The CA's public key as the API shows it, for a server's {@code TrustedUserCAKeys}. */
    public SshKeyLine publicKeyLine() {
        return SshKeyLine.ofCa(publicKey);
    }

    /** What this CA signs. */
    public SshProfile profile() {
        return profile;
    }

    /**
     * Checks a request against the profile and builds what would be signed: valid from this second for its lifetime, under
     * a random serial that is not zero.
     *
     * @throws SshRefused with every fault at once
     */
    public SshPrepared prepare(SshRequest request) throws SshRefused {
        List<SshFault> faults = SshRules.check(request, profile);
        if (!faults.isEmpty()) {
            throw new SshRefused(faults);
        }
        SshCertificateContent content = content(request);
        Der tbs = content.encode();
        requireReadBack(content, tbs);
        return new SshPrepared(this, content, tbs);
    }

    /**
     * Redeems the token and signs its bytes. Nobody has seen the certificate yet: the caller records it before a byte of it
     * leaves.
     *
     * @throws IllegalStateException if it was redeemed before or prepared by another issuer
     */
    public SshCertificate issue(SshPrepared prepared) {
        Der tbs = prepared.redeem(this);
        SshSignature signature = SshSignature.of(publicKey, key.algorithm(), key.sign(tbs.toByteArray()));
        return SshCertificate.assemble(prepared.content(), tbs, signature);
    }

    private SshCertificateContent content(SshRequest request) {
        byte[] fresh = new byte[NONCE_BYTES + Long.BYTES];
        random.nextBytes(fresh);
        Instant now = clock.instant();
        SshCertificateBuilder builder = (profile.kind() == SshCertificateKind.USER
                        ? SshCertificate.userCertificate()
                        : SshCertificate.hostCertificate())
                .nonce(Der.of(Arrays.copyOf(fresh, NONCE_BYTES)))
                .serial(serial(ByteBuffer.wrap(fresh).getLong(NONCE_BYTES)))
                .key(request.key())
                .keyId(request.keyId())
                .validity(SshValidity.of(now, now.plus(request.lifetime())))
                .signer(publicKey);
        request.principals().forEach(builder::principal);
        request.criticalOptions().forEach(builder::criticalOption);
        for (SshOption extension : request.extensions()) {
            builder.extension(extension);
        }
        return builder.build();
    }

    /** Never zero: that is what a CA writes that does not number its certificates. */
    private static UInt64 serial(long bits) {
        return new UInt64(bits == 0 ? 1 : bits);
    }

    /** The strict reader shares nothing with the writer, so a mistake there is found here, before anything is signed. */
    private static void requireReadBack(SshCertificateContent content, Der tbs) {
        try {
            if (content.equals(SshCertificateContent.parse(tbs))) {
                return;
            }
        } catch (SshException e) {
            throw new IllegalStateException("The SSH certificate to sign does not read: " + e.sentence(), e);
        }
        throw new IllegalStateException("The SSH certificate to sign reads otherwise than it was meant: " + content);
    }

    @Override
    public String toString() {
        return "SshIssuer[" + publicKey + "]";
    }
}
