package dev.chancery.control.settings;

import java.util.Arrays;
import java.util.Optional;

/**
 * How many of a kind may be held at once. Kept as a setting of the house, so that every replica knows it; where none is set,
 * there is no limit.
 */
public enum Quota {
    /** Client certificates of a zone that are active or about to be. */
    CLIENT_CERTIFICATES("client_certificates"),
    /** Uploaded CAs of an account. */
    MTLS_CA_CERTIFICATES("mtls_ca_certificates"),
    /** Access mTLS certificates of an account. */
    ACCESS_CERTIFICATES("access_certificates"),
    /** API tokens of a user. */
    USER_TOKENS("user_tokens"),
    /** API tokens of an account. */
    ACCOUNT_TOKENS("account_tokens"),
    /** Access applications of an account. */
    ACCESS_APPLICATIONS("access_applications"),
    /** Identity providers of an account. */
    IDENTITY_PROVIDERS("identity_providers"),
    /** Access groups of an account. */
    ACCESS_GROUPS("access_groups"),
    /** Access service tokens of an account. */
    ACCESS_SERVICE_TOKENS("access_service_tokens");

    private final String word;

    Quota(String word) {
        this.word = word;
    }

    /** The name an operator uses. */
    public String word() {
        return word;
    }

    /** The key of its setting. */
    public String key() {
        return "quota." + word;
    }

    /** The quota of this name. */
    public static Optional<Quota> ofWord(String word) {
        return Arrays.stream(values()).filter(quota -> quota.word.equals(word)).findFirst();
    }
}
