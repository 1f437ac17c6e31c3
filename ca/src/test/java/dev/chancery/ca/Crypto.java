package dev.chancery.ca;

import java.security.Security;

/** The two orders of providers Chancery runs with; tests take both as a parameter. */
enum Crypto {
    /** Amazon Corretto Crypto Provider first. */
    CORRETTO,
    /** The JDK's own providers only. */
    JDK;

    void install() {
        switch (this) {
            case CORRETTO -> {
                ProviderStatus status = CryptoProviders.install();
                if (!status.accelerated()) {
                    throw new AssertionError(status);
                }
            }
            case JDK -> Security.removeProvider("AmazonCorrettoCryptoProvider");
        }
    }
}
