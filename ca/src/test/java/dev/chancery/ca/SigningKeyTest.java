package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.pki.Der;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SigningKeyTest {
    private static final int SIGNATURES = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void signsForManyThreadsAtOnce(Crypto crypto) throws Exception {
        crypto.install();
        KeyVault vault = TestVaults.inFolder(folder);
        DataKeyEnvelope account = vault.newDataKey("account-a");
        for (KeySpec spec : crypto == Crypto.JDK
                ? List.of(KeySpec.P_256) // the others take this provider many seconds and show nothing more
                : List.of(KeySpec.P_256, KeySpec.ED25519, KeySpec.RSA_2048)) {
            SigningKey key = vault.generate(account, spec, "key-1", KeyPurpose.ISSUING_CA)
                    .key();
            try (ExecutorService platform = Executors.newFixedThreadPool(8)) {
                everySignatureIsOfItsOwnMessage(key, platform);
            }
            try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
                everySignatureIsOfItsOwnMessage(key, virtual);
            }
        }
    }

    private static void everySignatureIsOfItsOwnMessage(SigningKey key, ExecutorService threads) throws Exception {
        List<Callable<byte[]>> work = new ArrayList<>();
        for (int i = 0; i < SIGNATURES; i++) {
            byte[] message = message(i);
            work.add(() -> key.sign(message));
        }
        List<Future<byte[]>> signatures = threads.invokeAll(work);
        for (int i = 0; i < SIGNATURES; i++) {
            Der signature = Der.of(signatures.get(i).get());
            assertThat(key.publicKey().verify(key.algorithm(), Der.of(message(i)), signature))
                    .as("signature %d", i)
                    .isTrue();
        }
    }

    private static byte[] message(int i) {
        return ("message " + i).repeat(20).getBytes(StandardCharsets.UTF_8);
    }
}
