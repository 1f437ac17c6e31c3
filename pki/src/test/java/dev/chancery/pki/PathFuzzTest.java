package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** Any bytes as a client's certificate, beside itself as an intermediate and as an anchor: judged, never thrown at. */
class PathFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void judges(byte[] input) {
        try {
            Certificate certificate = Certificate.parse(Der.of(input));
            PathPolicy policy = PathPolicy.of(PathPolicy.Purpose.CLIENT_AUTH);
            PathValidation.of(List.of(TestCa.root().certificate()), List.of(), policy)
                    .judge(certificate, List.of(certificate), TestCa.NOW);
            PathValidation.of(List.of(certificate), List.of(), policy).judge(certificate, List.of(), TestCa.NOW);
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }
}
