package dev.chancery.access.saml;

import dev.chancery.ca.CryptoProviders;
import dev.chancery.ca.DataKeyEnvelope;
import dev.chancery.ca.DecryptionKey;
import dev.chancery.ca.EncryptionCertificate;
import dev.chancery.ca.EncryptionCertificateFactory;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.KeyVault;
import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.pki.Certificate;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * A certificate assertions may be encrypted to, and its key, which stays in the ca module.
 *
 * @param certificate what the identity provider has
 * @param key what we have
 */
record Recipient(Certificate certificate, DecryptionKey key) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static Recipient fresh(Path folder, String name) {
        CryptoProviders.install();
        KeyVault vault = KeyVault.open(LocalKeyFileSeal.openOrCreate(folder.resolve("seal.key"), RANDOM), RANDOM);
        DataKeyEnvelope account = vault.newDataKey("account");
        EncryptionCertificate made = new EncryptionCertificateFactory(vault, RANDOM, InstantSource.fixed(Responses.NOW))
                .create(account, KeySpec.RSA_2048, name);
        return new Recipient(made.certificate(), vault.openForDecryption(account, made.key(), name));
    }
}
