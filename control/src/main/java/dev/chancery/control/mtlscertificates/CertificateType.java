package dev.chancery.control.mtlscertificates;

import java.util.Optional;

/** Who looks after an uploaded certificate. The words are stored and shown. */
public enum CertificateType {
    /** The customer. */
    CUSTOM("custom"),
    /** The gateway; no caller may delete it. */
    GATEWAY_MANAGED("gateway_managed"),
    /** Access; no caller may delete it. */
    ACCESS_MANAGED("access_managed");

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
        for (CertificateType type : values()) {
            if (type.word.equals(word)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
