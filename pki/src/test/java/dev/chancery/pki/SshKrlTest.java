package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.testkit.SshKeygen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ssh-keygen} reads the lists we write, and writes the same. */
class SshKrlTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UInt64 HIGH = UInt64.parse("12943511222516818345");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SshKeygen keygen;

    @SuppressWarnings("NullAway.Init") // set before each test
    private SshPublicKey ca;

    @BeforeEach
    void makeCa() throws SshException {
        keygen = new SshKeygen(folder);
        ca = SshKeyLine.parse(keygen.newKey("ca", "ca", "-t", "ecdsa")).key();
        keygen.newKey("subject", "subject", "-t", "ed25519");
    }

    private SshKrl krl(Collection<UInt64> serials, Collection<String> keyIds) {
        return new SshKrl(UInt64.of(7), NOW, ca, new TreeSet<>(serials), new TreeSet<>(keyIds));
    }

    private void write(SshKrl krl) throws IOException {
        Files.write(folder.resolve("krl"), krl.encode().toByteArray());
    }

    /** Whether the list names a certificate, as {@code ssh-keygen -Q} and the server judge by the same code. */
    private boolean names(String signer, String keyId, UInt64 serial) {
        keygen.ok("-q", "-s", signer, "-I", keyId, "-n", "austin", "-z", serial.toString(), "subject.pub");
        return keygen.outcome("-Q", "-f", "krl", "subject-cert.pub") != 0;
    }

    @Test
    void isReadByWhoWillReadIt() throws IOException {
        write(krl(List.of(HIGH, UInt64.of(1), UInt64.MAX), List.of("ee999b4ddfaf68141015a02bcfa17b7e", "zoë")));

        assertThat(keygen.ok("-Q", "-l", "-f", "krl"))
                .contains("KRL version 7", "20260101T000000", ca.fingerprint())
                .containsSubsequence(
                        "serial: 1\n",
                        "serial: 12943511222516818345\n",
                        "serial: 18446744073709551615\n",
                        "id: ee999b4ddfaf68141015a02bcfa17b7e\n",
                        "id: zoë\n");
    }

    @Test
    void namesItsOwnCasCertificatesAndNoOthers() throws IOException {
        keygen.newKey("other", "other", "-t", "ecdsa");
        write(krl(List.of(HIGH), List.of("lost")));

        assertThat(names("ca", "kept", HIGH)).isTrue();
        assertThat(names("ca", "lost", UInt64.of(5))).isTrue();
        assertThat(names("ca", "kept", UInt64.of(5))).isFalse();
        assertThat(names("other", "lost", HIGH)).isFalse();
    }

    @Test
    void letsEverybodyInWhereItNamesNobody() throws IOException {
        write(krl(List.of(), List.of()));

        assertThat(keygen.ok("-Q", "-l", "-f", "krl")).contains("KRL version 7").doesNotContain("serial", "id:");
        assertThat(names("ca", "kept", HIGH)).isFalse();
    }

    @Test
    void isWhatSshKeygenWrites() throws IOException {
        // Between numbers so close together ssh-keygen chooses ranges or bit maps; these it lists.
        keygen.write("spec", "serial: 3\nserial: 9000000000000000000\nserial: 5000\nid: b\nid: a\n");
        keygen.ok("-q", "-k", "-f", "theirs", "-s", "ca.pub", "-z", "7", "spec");
        byte[] theirs = Files.readAllBytes(folder.resolve("theirs"));
        Instant generated = Instant.ofEpochSecond(ByteBuffer.wrap(theirs).getLong(8 + 4 + 8));

        SshKrl ours = new SshKrl(
                UInt64.of(7),
                generated,
                ca,
                new TreeSet<>(List.of(UInt64.of(5000), UInt64.of(3), UInt64.of(9_000_000_000_000_000_000L))),
                new TreeSet<>(List.of("a", "b")));
        assertThat(ours.encode()).isEqualTo(Der.of(theirs));
    }

    @Test
    void refusesWhatOpenSshCouldNotRead() {
        assertThatThrownBy(() -> krl(List.of(UInt64.ZERO), List.of()))
                .hasMessage("serials: 0 (expected: numbers above)");
        assertThatThrownBy(() -> krl(List.of(), List.of("")))
                .hasMessage("key id: \"\" (expected: at least one character, no NUL)");
        assertThatThrownBy(() -> krl(List.of(), List.of("a\0b"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SshKrl.ofSerials(UInt64.of(1), Instant.EPOCH.minusSeconds(1), ca, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
