package dev.chancery.pki;

/** OpenSSH public keys that no command makes without hardware. */
final class TestSshKeys {
    private TestSshKeys() {}

    /** A FIDO key's public half: the plain key's fields and the application it was made for. */
    static Der securityKey(SshKeyType type, String application) {
        SubjectPublicKey inside = SubjectPublicKey.of(
                (type == SshKeyType.SK_ED25519 ? TestKeys.ed25519("security key") : TestKeys.p256("security key"))
                        .getPublic());
        return new SshWriter(100)
                .string(type.wireName())
                .raw(SshPublicKey.of(inside).fields())
                .string(application)
                .done();
    }
}
