package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes as a certificate to be signed: lint finds, it never throws. */
class LintFuzzTest {
    private static final Certificate ISSUER = TestCa.issuing().certificate();

    @FuzzTest(maxDuration = "5m")
    void findsAndNeverThrows(byte[] input) {
        Lint.check(Der.of(input), Lint.Profile.CLIENT_LEAF, ISSUER);
        Lint.checkRoot(Der.of(input));
    }
}
