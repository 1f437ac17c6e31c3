package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person, a log line or another module can get out of the key types. */
class SecretsStayInsideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyVault vault;

    @BeforeEach
    void openVault() {
        Crypto.CORRETTO.install();
        vault = TestVaults.inFolder(folder);
    }

    @ParameterizedTest
    @EnumSource(names = {"P_256", "RSA_2048", "ED25519"})
    void noTextFormShowsPrivateKeyBytes(KeySpec spec) throws Exception {
        KeyPair pair = spec.generate();
        byte[] secret = secretPart(pair);
        DataKeyEnvelope account = vault.newDataKey("account-a");
        DataKey dataKey = LocalKeyFileSeal.open(folder.resolve("seal.key")).unwrap(account);
        KeyMaterial material = KeyMaterial.of(pair);
        SealedKey sealed = material.seal(dataKey, new KeyBinding("account-a", "k", KeyPurpose.UPLOADED));
        SigningKey key = material.toSigningKey();

        for (Object shown : List.of(material, key, sealed, new GeneratedKey(sealed, key), vault)) {
            Secrets.assertAbsent(secret, shown.toString());
        }
        Secrets.assertAbsent(secret, Arrays.toString(sealed.toBytes()));
    }

    @Test
    void noTextFormShowsSealOrDataKeyBytes() throws Exception {
        byte[] root = Files.readAllBytes(folder.resolve("seal.key"));
        Seal seal = LocalKeyFileSeal.open(folder.resolve("seal.key"));
        DataKeyEnvelope account = vault.newDataKey("account-a");
        DataKey dataKey = seal.unwrap(account);

        for (Object shown : List.of(seal, dataKey, account, vault, seal.id())) {
            Secrets.assertAbsent(root, shown.toString());
            Secrets.assertAbsent(dataKey.copyOfBytes(), shown.toString());
        }
    }

    @Test
    void keyTypesDefineNoEqualityAndGiveNoPrivateKeyAway() {
        for (Class<?> type : List.of(
                DataKey.class,
                SealKey.class,
                KeyMaterial.class,
                SealedKey.class,
                SigningKey.class,
                DecryptionKey.class,
                ContentKey.class,
                ClientSecret.class,
                UploadedKey.class,
                KeyVault.class)) {
            List<String> leaks = new ArrayList<>();
            for (Method method : type.getDeclaredMethods()) {
                boolean reachable = !Modifier.isPrivate(method.getModifiers());
                if (method.getName().equals("equals")
                        || method.getName().equals("hashCode")
                        || (reachable && PrivateKey.class.isAssignableFrom(method.getReturnType()))) {
                    leaks.add(method.toString());
                }
            }
            assertThat(leaks).as(type.getSimpleName()).isEmpty();
        }
    }

    @Test
    void wipesUploadedBytesOnClose() throws Exception {
        KeyPair pair = KeySpec.P_256.generate();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        KeyMaterial material = new KeyMaterial(dev.chancery.pki.SubjectPublicKey.of(pair.getPublic()), pkcs8);

        material.close();

        assertThat(pkcs8).containsOnly(0);
    }

    /** The bytes that differ from key to key and are not public. */
    private static byte[] secretPart(KeyPair pair) {
        byte[] encoded = pair.getPrivate().getEncoded();
        String text = new String(encoded, StandardCharsets.ISO_8859_1);
        String known = new String(pair.getPublic().getEncoded(), StandardCharsets.ISO_8859_1);
        String point = known.substring(known.length() - Math.min(known.length(), 60));
        int end = text.indexOf(point) < 0 ? encoded.length : text.indexOf(point);
        return Arrays.copyOfRange(encoded, Math.min(30, end - 16), end);
    }
}
