package dev.chancery.control.customcertificates;

import java.util.Arrays;
import java.util.Optional;

/** How the chain was to be made. It is kept and shown; the chain is served as it was uploaded. The words are stored. */
public enum BundleMethod {
    UBIQUITOUS("ubiquitous"),
    OPTIMAL("optimal"),
    FORCE("force");

    private final String word;

    BundleMethod(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    public String word() {
        return word;
    }

    /** The method with this word. */
    public static Optional<BundleMethod> ofWord(String word) {
        return Arrays.stream(values())
                .filter(method -> method.word.equals(word))
                .findFirst();
    }
}
