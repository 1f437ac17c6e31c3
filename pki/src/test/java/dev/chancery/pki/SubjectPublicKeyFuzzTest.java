package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as a public key: judged, or refused with the declared exception. */
class SubjectPublicKeyFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void judgesOrRefuses(byte[] input) {
        try {
            KeyPolicy.standard().check(SubjectPublicKey.parse(Der.of(input)));
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }
}
