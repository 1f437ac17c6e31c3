package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Any text as an uploaded bundle: judged, or refused with the declared exception. */
class BundleFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void judgesOrRefuses(byte[] input) {
        try {
            CertificateBundle bundle = CertificateBundle.parsePem(new String(input, StandardCharsets.UTF_8));
            bundle.checkCa(Instant.EPOCH);
            bundle.checkLeaf(Instant.EPOCH);
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }
}
