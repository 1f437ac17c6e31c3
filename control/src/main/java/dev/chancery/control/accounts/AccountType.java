package dev.chancery.control.accounts;

import java.util.Optional;

/** The type of an account; it changes nothing in a self-hosted house and is kept because clients send it. */
public enum AccountType {
    STANDARD("standard"),
    ENTERPRISE("enterprise");

    private final String word;

    AccountType(String word) {
        this.word = word;
    }

    /** The API's word. */
    public String word() {
        return word;
    }

    /** The type of this word. */
    public static Optional<AccountType> parse(String text) {
        for (AccountType type : values()) {
            if (type.word.equals(text)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
