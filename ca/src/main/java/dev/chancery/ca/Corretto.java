package dev.chancery.ca;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.amazon.corretto.crypto.provider.SelfTestStatus;
import java.security.Provider;
import java.util.Optional;

/**
 * Amazon Corretto Crypto Provider, as far as it came. Apart from {@link CryptoProviders} because this class cannot even
 * be linked where the provider's jar is missing.
 *
 * @param provider the provider object, healthy or not
 * @param unhealthy why it must not be used, as half a sentence
 */
record Corretto(Provider provider, Optional<String> unhealthy) {
    static final String NAME = "AmazonCorrettoCryptoProvider";

    /** @throws LinkageError where the jar is missing or broken */
    static Corretto load() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        return new Corretto(provider, unhealthy(provider));
    }

    private static Optional<String> unhealthy(AmazonCorrettoCryptoProvider provider) {
        Throwable loading = provider.getLoadingError();
        if (loading != null) {
            return Optional.of("its native library does not load (" + loading.getMessage() + ")");
        }
        SelfTestStatus tests = provider.runSelfTests();
        return tests == SelfTestStatus.PASSED ? Optional.empty() : Optional.of("its self-tests answer " + tests);
    }
}
