package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as a certificate request: judged, or refused with the declared exception. */
class CsrFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void judgesOrRefuses(byte[] input) {
        try {
            CertificateRequest.parse(Der.of(input)).check(KeyPolicy.standard().withMlDsa(true));
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }
}
