package dev.chancery.pki;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any text as an SSH public key line, and any bytes as such a key: what is read comes back from what is written. */
class SshKeyLineFuzzTest {
    @FuzzTest(maxDuration = "5m")
    void readsBackOrRefuses(byte[] input) {
        try {
            SshKeyLine line = SshKeyLine.parse(new String(input, StandardCharsets.UTF_8));
            if (!SshKeyLine.parse(line.toString()).equals(line)) {
                throw new IllegalStateException("not read back: " + line);
            }
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }

    @FuzzTest(maxDuration = "5m")
    void judgesBytesOrRefuses(byte[] input) {
        try {
            SshPublicKey key = SshPublicKey.parse(Der.of(input));
            KeyPolicy.standard().check(key.subjectPublicKey());
            if (!key.wire().equals(Der.of(input))) {
                throw new IllegalStateException("read as another key: " + key);
            }
        } catch (MalformedException e) {
            // The only way to refuse.
        }
    }
}
