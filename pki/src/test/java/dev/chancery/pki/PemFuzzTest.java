package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text as PEM: what is read comes back from what is written. */
class PemFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void readsBackOrRefuses(byte[] input) {
        try {
            for (PemBlock block : Pem.parse(new String(input, StandardCharsets.UTF_8))) {
                String again = Pem.encode(block.label(), block.der());
                if (!Pem.parse(again).equals(List.of(new PemBlock(block.label(), block.der(), 1)))) {
                    throw new IllegalStateException("not read back: " + again);
                }
            }
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }
}
