package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as a certificate: read and rendered, or refused with the declared exception. */
class CertificateFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void rendersOrRefuses(byte[] input) {
        try {
            Certificate certificate = Certificate.parse(Der.of(input));
            certificate.issuerString();
            certificate.subjectAttributes();
            certificate.extendedKeyUsages();
            certificate.verifySignedBy(certificate);
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }
}
