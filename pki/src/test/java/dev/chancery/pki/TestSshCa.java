package dev.chancery.pki;

import java.security.KeyPair;

/** An SSH CA over a key pair of the JCA: signs whatever it is given. */
record TestSshCa(KeyPair keys, SignatureAlgorithm algorithm) {
    static final Der NONCE = Der.of(new byte[32]);

    static TestSshCa p256() {
        return new TestSshCa(TestKeys.p256("ssh ca"), SignatureAlgorithm.ECDSA_WITH_SHA256);
    }

    SshPublicKey publicKey() {
        return SshPublicKey.of(SubjectPublicKey.of(keys.getPublic()));
    }

    SshCertificate sign(SshCertificateBuilder builder) {
        return sign(builder.signer(publicKey()).nonce(NONCE).build());
    }

    SshCertificate sign(SshCertificateContent content) {
        Der signed = content.encode();
        return SshCertificate.assemble(
                content, signed, SshSignature.of(publicKey(), algorithm, TestKeys.sign(keys, algorithm, signed)));
    }

    /** A certificate with everything in it, for tests that only need one. */
    static SshCertificate full(SshPublicKey key) {
        return p256().sign(SshCertificate.userCertificate()
                .key(key)
                .keyId("ee999b4ddfaf68141015a02bcfa17b7e")
                .serial(UInt64.parse("12943511222516818345"))
                .principal("austin")
                .principal("zoë")
                .validity(new SshValidity(UInt64.of(1_557_438_824), UInt64.of(1_557_439_004)))
                .criticalOption(SshCriticalOption.forceCommand("uptime"))
                .criticalOption(SshOption.text("a@example.test", "b"))
                .extension(SshExtension.PERMIT_PTY)
                .extension(SshExtension.PERMIT_AGENT_FORWARDING)
                .extension(SshExtension.PERMIT_USER_RC));
    }
}
