package dev.chancery.control.publishing;

import java.util.Optional;

/** What kind of identity provider it is: every word the API documents. The words are stored and shown. */
public enum IdentityProviderType {
    ONETIMEPIN("onetimepin"),
    AZURE_AD("azureAD"),
    SAML("saml"),
    CENTRIFY("centrify"),
    FACEBOOK("facebook"),
    GITHUB("github"),
    GOOGLE_APPS("google-apps"),
    GOOGLE("google"),
    LINKEDIN("linkedin"),
    OIDC("oidc"),
    OKTA("okta"),
    ONELOGIN("onelogin"),
    PINGONE("pingone"),
    YANDEX("yandex"),
    CLOUDFLARE("cloudflare");

    private final String word;

    IdentityProviderType(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    public String word() {
        return word;
    }

    /** The type with this word. */
    public static Optional<IdentityProviderType> ofWord(String word) {
        for (IdentityProviderType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
