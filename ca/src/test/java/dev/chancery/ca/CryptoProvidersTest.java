package dev.chancery.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.Security;
import java.security.Signature;
import org.junit.jupiter.api.Test;

class CryptoProvidersTest {
    @Test
    void putsCorrettoFirstAndStaysFirstWhenInstalledAgain() {
        CryptoProviders.install();
        Security.removeProvider("AmazonCorrettoCryptoProvider");
        Security.addProvider(com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider.INSTANCE);

        ProviderStatus status = CryptoProviders.install();

        assertThat(status.accelerated()).isTrue();
        assertThat(status.provider()).startsWith("AmazonCorrettoCryptoProvider 2.");
        assertThat(CryptoProviders.install()).isEqualTo(status);
        assertThat(Security.getProviders()[0].getName()).isEqualTo("AmazonCorrettoCryptoProvider");
    }

    @Test
    void signsEveryClassicAlgorithmWithCorretto() throws GeneralSecurityException {
        CryptoProviders.install();
        for (KeySpec spec : KeySpec.values()) {
            if (spec == KeySpec.RSA_3072 || spec == KeySpec.RSA_4096) {
                continue; // the same code as RSA_2048, seconds slower to generate
            }
            var pair = spec.generate();
            Signature signature = Signature.getInstance(
                    switch (spec) {
                        case P_256 -> "SHA256withECDSA";
                        case P_384 -> "SHA384withECDSA";
                        case RSA_2048, RSA_3072, RSA_4096 -> "SHA256withRSA";
                        case ED25519 -> "EdDSA";
                    });
            signature.initSign(pair.getPrivate());
            assertThat(signature.getProvider().getName()).as(spec.name()).isEqualTo("AmazonCorrettoCryptoProvider");
        }
    }
}
