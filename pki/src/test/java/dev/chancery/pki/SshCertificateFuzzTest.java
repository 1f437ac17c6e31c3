package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as an OpenSSH certificate: what is read is written the same again. */
class SshCertificateFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void readsBackOrRefuses(byte[] input) {
        try {
            SshCertificate certificate = SshCertificate.parse(Der.of(input));
            certificate.verifies();
            SshCertificate again = SshCertificate.assemble(
                    certificate.content(), certificate.content().encode(), certificate.signature());
            if (!again.equals(certificate) || !again.wire().equals(Der.of(input))) {
                throw new IllegalStateException("written otherwise: " + certificate);
            }
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }
}
