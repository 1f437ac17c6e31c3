package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalKeyFileSealTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set in before each test
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("seal.key");
    }

    @Test
    void createsThirtyTwoBytesThatOnlyTheOwnerReads() throws IOException {
        LocalKeyFileSeal.openOrCreate(file, RANDOM);

        assertThat(Files.size(file)).isEqualTo(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void hasTheSameIdOnEveryStart() {
        SealId first = LocalKeyFileSeal.openOrCreate(file, RANDOM).id();

        assertThat(LocalKeyFileSeal.openOrCreate(file, RANDOM).id()).isEqualTo(first);
        assertThat(LocalKeyFileSeal.open(file).id()).isEqualTo(first);
        assertThat(LocalKeyFileSeal.openOrCreate(folder.resolve("other"), RANDOM)
                        .id())
                .isNotEqualTo(first);
    }

    @Test
    void givesTheSameKeyToAllWhoCreateItAtOnce() throws Exception {
        Set<SealId> ids = new HashSet<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<SealId> create =
                    () -> LocalKeyFileSeal.openOrCreate(file, RANDOM).id();
            for (var answer : threads.invokeAll(List.of(create, create, create, create, create, create, create))) {
                ids.add(answer.get());
            }
        }
        assertThat(ids).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
    void refusesFileThatOthersCanReach(String mode) throws IOException {
        LocalKeyFileSeal.openOrCreate(file, RANDOM);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

        assertThatThrownBy(() -> LocalKeyFileSeal.openOrCreate(file, RANDOM))
                .isInstanceOf(SealUnusableException.class)
                .hasMessage("The seal key file " + file + " has mode " + mode
                        + ", so others can reach it (expected: rw-------); run chmod 600 on it.");
    }

    @Test
    void refusesFileOfAnotherLengthAndLeavesItAsItIs() throws IOException {
        LocalKeyFileSeal.openOrCreate(file, RANDOM);
        byte[] cut = new byte[31];
        Files.write(file, cut);

        assertThatThrownBy(() -> LocalKeyFileSeal.openOrCreate(file, RANDOM))
                .isInstanceOf(SealUnusableException.class)
                .hasMessageContaining("holds 31 bytes (expected: 32)");
        assertThat(Files.readAllBytes(file)).isEqualTo(cut);
    }

    @Test
    void saysThatTheFileIsMissing() {
        assertThatThrownBy(() -> LocalKeyFileSeal.open(file))
                .isInstanceOf(SealUnusableException.class)
                .hasMessage("The seal key file " + file + " does not exist.");
    }

    @Test
    void saysThatTheFileCannotBeCreated() {
        assertThatThrownBy(() -> LocalKeyFileSeal.openOrCreate(folder.resolve("no/such/folder"), RANDOM))
                .isInstanceOf(SealUnusableException.class)
                .hasMessageContaining("cannot be created");
    }
}
