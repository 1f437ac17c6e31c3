package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as a revocation list: read and walked, or refused with the declared exception. */
class CrlFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void walksOrRefuses(byte[] input) {
        try {
            Crl crl = Crl.parse(Der.of(input));
            int entries = 0;
            for (CrlEntry entry : crl) {
                entries += entry.reasonCode() >= 0 ? 1 : 0;
            }
            if (entries != crl.size()) {
                throw new AssertionError(entries + " entries of " + crl.size());
            }
            crl.check(TestCa.issuing().certificate(), TestCa.NOW);
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }
}
