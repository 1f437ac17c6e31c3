package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Starts fresh Java processes, because a provider is loaded once for good. */
class ProviderFallbackTest {
    private static final String PROVIDER_JAR = "AmazonCorrettoCryptoProvider";
    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");

    /** What the child process runs: prints the status and proves that signing works all the same. */
    static final class Probe {
        public static void main(String[] arguments) {
            ProviderStatus status = CryptoProviders.install();
            byte[] message = "message".getBytes(StandardCharsets.UTF_8);
            try (KeyMaterial material = KeyMaterial.of(KeySpec.P_256.generate())) {
                SigningKey key = material.toSigningKey();
                System.out.println(status.accelerated() + "|" + status.provider() + "|"
                        + status.warning().orElse("") + "|" + key.proves(key.publicKey(), message));
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void usesTheJdkAndSaysWhyWhenTheProviderIsNotInstalled() throws Exception {
        assertThat(probe(jar -> false, "true"))
                .isEqualTo("false|JDK 25|Signatures use the JDK's own code, 5 to 8 times slower: Amazon Corretto Crypto"
                        + " Provider is not in use because it does not load (NoClassDefFoundError).|true");
    }

    @Test
    void usesTheJdkAndSaysWhyWhenTheNativeLibraryIsOfAnotherMachine() throws Exception {
        String foreign = ARM ? "x86_64" : "aarch_64";

        assertThat(probe(jar -> jar.contains(foreign), "true"))
                .startsWith("false|JDK 25|Signatures use the JDK's own code")
                .contains("because its native library does not load")
                .endsWith("|true");
    }

    @Test
    void warnsWhenTheLauncherForgotTheEd25519Flag() throws Exception {
        String own = ARM ? "aarch_64" : "x86_64";

        assertThat(probe(jar -> jar.contains(own), "false"))
                .startsWith("false|AmazonCorrettoCryptoProvider 2.")
                .contains("Ed25519 keys use the JDK's slower code")
                .endsWith("|true");
    }

    private static String probe(Predicate<String> keep, String edFlag) throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains(PROVIDER_JAR) || keep.test(entry))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dcom.amazon.corretto.crypto.provider.registerEdKeyFactory=" + edFlag,
                        "-cp",
                        classPath,
                        Probe.class.getName())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().reduce((first, last) -> last).orElse("");
    }
}
