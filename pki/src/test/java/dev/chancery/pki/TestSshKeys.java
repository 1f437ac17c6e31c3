package dev.chancery.pki;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;

/** OpenSSH public keys that no command makes without hardware. */
final class TestSshKeys {
    private TestSshKeys() {}

    /** A FIDO key's public half: the plain key's fields and the application it was made for. */
    static SshPublicKey securityKey(SshKeyType type, String application) {
        SubjectPublicKey inside = SubjectPublicKey.of(
                (type == SshKeyType.SK_ED25519 ? TestKeys.ed25519("security key") : TestKeys.p256("security key"))
                        .getPublic());
        Der wire = new SshWriter(100)
                .string(type.wireName())
                .raw(SshPublicKey.of(inside).fields())
                .string(application)
                .done();
        try {
            return SshPublicKey.parse(wire);
        } catch (SshException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What such a key answers when asked to sign: over the application, its own flags and counter, and a digest. */
    static SshSignature signByToken(SshKeyType type, String application, Der data) {
        byte touched = 1;
        UInt64 counter = UInt64.of(7);
        Der message = new SshWriter(69)
                .raw(Der.of(Der.of(application.getBytes(StandardCharsets.UTF_8)).sha256()))
                .uint8(touched)
                .uint32((int) counter.bits())
                .raw(Der.of(data.sha256()))
                .done();
        boolean ed25519 = type == SshKeyType.SK_ED25519;
        KeyPair keys = ed25519 ? TestKeys.ed25519("security key") : TestKeys.p256("security key");
        SignatureAlgorithm algorithm = ed25519 ? SignatureAlgorithm.ED25519 : SignatureAlgorithm.ECDSA_WITH_SHA256;
        SshPublicKey plain = SshPublicKey.of(SubjectPublicKey.of(keys.getPublic()));
        Der value = SshSignature.of(plain, algorithm, TestKeys.sign(keys, algorithm, message))
                .value();
        return new SshSignature(
                ed25519 ? SshSignatureFormat.SK_ED25519 : SshSignatureFormat.SK_ECDSA_P256, value, touched, counter);
    }
}
