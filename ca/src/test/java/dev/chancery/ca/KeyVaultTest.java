package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.pki.Der;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyVaultTest {
    private static final byte[] MESSAGE = "to be signed".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyVault vault;

    @SuppressWarnings("NullAway.Init") // set before each test
    private DataKeyEnvelope account;

    @BeforeEach
    void openVault() {
        Crypto.CORRETTO.install();
        vault = TestVaults.inFolder(folder);
        account = vault.newDataKey("account-a");
    }

    @ParameterizedTest
    @EnumSource
    void opensWhatItGeneratedFromTheStoredBytes(KeySpec spec) {
        GeneratedKey made = vault.generate(account, spec, "key-1", KeyPurpose.ISSUING_CA);

        SigningKey opened = vault.open(
                DataKeyEnvelope.parse("account-a", account.toBytes()),
                SealedKey.parse(made.sealed().toBytes()),
                "key-1",
                KeyPurpose.ISSUING_CA);

        assertThat(opened.publicKey()).isEqualTo(made.key().publicKey());
        assertThat(opened.proves(made.key().publicKey(), MESSAGE)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"P_256", "RSA_2048", "ED25519"})
    void opensWithOneProviderWhatTheOtherSealed(KeySpec spec) {
        for (Crypto writer : Crypto.values()) {
            for (Crypto reader : Crypto.values()) {
                writer.install();
                GeneratedKey made = vault.generate(account, spec, "key-1", KeyPurpose.ROOT_CA);
                reader.install();
                SigningKey opened = vault.open(account, made.sealed(), "key-1", KeyPurpose.ROOT_CA);
                assertThat(opened.proves(made.key().publicKey(), MESSAGE)).isTrue();
            }
        }
    }

    @Test
    void refusesBlobWithAnyByteChanged() {
        byte[] stored = vault.generate(account, KeySpec.P_256, "key-1", KeyPurpose.UPLOADED)
                .sealed()
                .toBytes();
        for (int i = 0; i < stored.length; i++) {
            byte[] changed = stored.clone();
            changed[i] ^= 0x40;
            assertThatThrownBy(() -> vault.open(account, SealedKey.parse(changed), "key-1", KeyPurpose.UPLOADED))
                    .as("byte %d", i)
                    .isInstanceOf(TamperedException.class);
        }
        assertThatThrownBy(() -> SealedKey.parse(new byte[10])).isInstanceOf(TamperedException.class);
    }

    @Test
    void refusesEnvelopeWithAnyByteChanged() {
        byte[] stored = account.toBytes();
        for (int i = 0; i < stored.length; i++) {
            byte[] changed = stored.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> vault.generate(
                            DataKeyEnvelope.parse("account-a", changed), KeySpec.P_256, "k", KeyPurpose.UPLOADED))
                    .as("byte %d", i)
                    .isInstanceOfAny(TamperedException.class, SealedException.class);
        }
    }

    @Test
    void refusesBlobMovedToAnotherKeyIdPurposeOrAccount() {
        SealedKey sealed = vault.generate(account, KeySpec.P_256, "key-1", KeyPurpose.ISSUING_CA)
                .sealed();
        DataKeyEnvelope other = vault.newDataKey("account-b");
        DataKeyEnvelope renamed = DataKeyEnvelope.parse("account-b", account.toBytes());

        assertThatThrownBy(() -> vault.open(account, sealed, "key-2", KeyPurpose.ISSUING_CA))
                .isInstanceOf(TamperedException.class)
                .hasMessage("The sealed key was changed, or does not belong to account account-a, key key-2, purpose"
                        + " issuing-ca.");
        assertThatThrownBy(() -> vault.open(account, sealed, "key-1", KeyPurpose.ROOT_CA))
                .isInstanceOf(TamperedException.class);
        assertThatThrownBy(() -> vault.open(other, sealed, "key-1", KeyPurpose.ISSUING_CA))
                .isInstanceOf(TamperedException.class);
        assertThatThrownBy(() -> vault.open(renamed, sealed, "key-1", KeyPurpose.ISSUING_CA))
                .isInstanceOf(TamperedException.class)
                .hasMessage("The account's data key was changed, or belongs to another account.");
    }

    @Test
    void releasesTheKeyOfAServerAndNoOther() throws Exception {
        GeneratedKey server = vault.generate(account, KeySpec.P_256, "key-1", KeyPurpose.SERVER);
        Der released = vault.release(account, server.sealed(), "key-1");
        try (KeyMaterial material = new KeyMaterial(server.key().publicKey(), released.toByteArray())) {
            assertThat(material.toSigningKey().proves(server.key().publicKey(), MESSAGE))
                    .isTrue();
        }
        for (KeyPurpose purpose : KeyPurpose.values()) {
            if (purpose != KeyPurpose.SERVER) {
                SealedKey sealed =
                        vault.generate(account, KeySpec.P_256, "key-1", purpose).sealed();
                assertThatThrownBy(() -> vault.release(account, sealed, "key-1"))
                        .as("%s", purpose)
                        .isInstanceOf(TamperedException.class);
            }
        }
    }

    @Test
    void refusesKeyWorkUnderAnotherSealAndSaysWhich() throws Exception {
        SealedKey sealed = vault.generate(account, KeySpec.P_256, "key-1", KeyPurpose.ISSUING_CA)
                .sealed();
        KeyVault stranger = TestVaults.inFolder(Files.createDirectory(folder.resolve("other")));

        assertThatThrownBy(() -> stranger.open(account, sealed, "key-1", KeyPurpose.ISSUING_CA))
                .isInstanceOf(SealedException.class)
                .hasMessageContaining(account.sealId().value());
    }

    @Test
    void isSealedWhenTheStoreNamesAnotherSeal() {
        Seal seal = LocalKeyFileSeal.open(folder.resolve("seal.key"));
        SealId stored = new SealId("0123456789abcdef0123456789abcdef");

        KeyVault sealed = KeyVault.open(seal, stored, TestVaults.RANDOM);

        assertThat(sealed.sealedBecause())
                .contains("the store was sealed by seal " + stored + ", this process holds seal " + seal.id());
        assertThat(sealed.sealId()).isEmpty();
        assertThatThrownBy(() -> sealed.newDataKey("account-a")).isInstanceOf(SealedException.class);
        assertThatThrownBy(() -> sealed.generate(account, KeySpec.P_256, "k", KeyPurpose.ROOT_CA))
                .isInstanceOf(SealedException.class);
    }

    @Test
    void isOpenWhenTheStoreNamesItsSeal() {
        Seal seal = LocalKeyFileSeal.open(folder.resolve("seal.key"));

        assertThat(KeyVault.open(seal, seal.id(), TestVaults.RANDOM).sealedBecause())
                .isEmpty();
        assertThat(vault.sealId()).contains(seal.id());
    }

    @Test
    void refusesKeyWorkWithoutASealAndGivesTheReason() {
        KeyVault sealed = KeyVault.sealed("the passphrase was not given", TestVaults.RANDOM);

        assertThatThrownBy(() -> sealed.newDataKey("account-a"))
                .isInstanceOf(SealedException.class)
                .hasMessage("Chancery is sealed: the passphrase was not given.");
    }
}
