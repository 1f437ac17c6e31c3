package dev.chancery.ca;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;

/**
 * The choice of signature provider for the whole process.
 *
 * <p>Amazon Corretto Crypto Provider (AWS-LC) goes first for EC, RSA and Ed25519. Without it the JDK's own providers
 * give the same results more slowly. ML-DSA always comes from the JDK's {@code SUN} provider, which is the faster one
 * there; code that needs it asks for {@code SUN} by name.
 */
public final class CryptoProviders {
    /** The launcher must set this to {@code true}, or Ed25519 keys stay with the JDK. */
    private static final String ED_KEY_FACTORY = "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

    private CryptoProviders() {}

    /**
     * Puts the fast provider first if it loads and passes its self-tests. Calling it again changes nothing.
     *
     * @return what is in use now; never throws for a missing or broken native library
     */
    public static synchronized ProviderStatus install() {
        Corretto corretto;
        try {
            corretto = Corretto.load();
        } catch (LinkageError e) {
            return fallback("it does not load (" + e.getClass().getSimpleName() + ")");
        }
        if (corretto.unhealthy().isPresent()) {
            return fallback(corretto.unhealthy().get());
        }
        Provider accp = corretto.provider();
        Security.insertProviderAt(accp, 1);
        if (!accp.equals(Security.getProviders()[0])) {
            Security.removeProvider(accp.getName());
            Security.insertProviderAt(accp, 1);
        }
        return new ProviderStatus(accp.getName() + " " + accp.getVersionStr(), edWarning());
    }

    private static Optional<String> edWarning() {
        return Boolean.getBoolean(ED_KEY_FACTORY)
                ? Optional.empty()
                : Optional.of("Ed25519 keys use the JDK's slower code: start Java with -D" + ED_KEY_FACTORY + "=true.");
    }

    private static ProviderStatus fallback(String reason) {
        Security.removeProvider(Corretto.NAME);
        return new ProviderStatus(
                "JDK " + Runtime.version().feature(),
                Optional.of("Signatures use the JDK's own code, 5 to 8 times slower: Amazon Corretto Crypto Provider is"
                        + " not in use because " + reason + "."));
    }
}
