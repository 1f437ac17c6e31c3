package dev.chancery.control.principal;

/** The kind of resource a permission group is about; the words are the API's. */
public enum Scope {
    USER("com.cloudflare.api.user"),
    ACCOUNT("com.cloudflare.api.account"),
    ZONE("com.cloudflare.api.account.zone");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** The scope as the API writes it. */
    public String word() {
        return word;
    }
}
