package dev.chancery.control.customcertificates;

import java.util.Arrays;
import java.util.Optional;

/** What clients a certificate was uploaded for. Every client of ours sends SNI, so edges make no difference. The words are stored. */
public enum CertificateType {
    LEGACY_CUSTOM("legacy_custom"),
    SNI_CUSTOM("sni_custom");

    private final String word;

    CertificateType(String word) {
        this.word = word;
    }

    /** The word on the wire and in the store. */
    public String word() {
        return word;
    }

    /** The type with this word. */
    public static Optional<CertificateType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
