package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as an OCSP request: read, or refused with the declared exception. */
class OcspRequestFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void readsOrRefuses(byte[] input) {
        try {
            OcspRequest.parse(Der.of(input));
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }
}
