package dev.chancery.pki;

import java.util.EnumSet;
import java.util.Set;

/** The bits of the key usage extension in their order (RFC 5280 section 4.2.1.3). */
public enum KeyUsage {
    /** Bit 0. */
    DIGITAL_SIGNATURE(0),
    /** Bit 1, also called nonRepudiation. */
    CONTENT_COMMITMENT(1),
    /** Bit 2. */
    KEY_ENCIPHERMENT(2),
    /** Bit 3. */
    DATA_ENCIPHERMENT(3),
    /** Bit 4. */
    KEY_AGREEMENT(4),
    /** Bit 5. */
    KEY_CERT_SIGN(5),
    /** Bit 6. */
    CRL_SIGN(6),
    /** Bit 7. */
    ENCIPHER_ONLY(7),
    /** Bit 8. */
    DECIPHER_ONLY(8);

    private final int bit;

    KeyUsage(int bit) {
        this.bit = bit;
    }

    /** The bit's number; bit 0 is the most significant of the first octet. */
    int bit() {
        return bit;
    }

    /** Reads a named BIT STRING. */
    static Set<KeyUsage> parse(Der extensionValue) throws DerException {
        DerReader outer = new DerReader(extensionValue);
        Der content = outer.content(DerWriter.BIT_STRING, "key usage");
        outer.end("key usage");
        if (content.length() == 0 || content.at(0) < 0 || content.at(0) > 7) {
            throw new DerException("The key usage is not a BIT STRING.");
        }
        Set<KeyUsage> usages = EnumSet.noneOf(KeyUsage.class);
        for (KeyUsage usage : values()) {
            int octet = 1 + usage.bit / 8;
            if (octet < content.length() && (content.at(octet) & (0x80 >>> (usage.bit % 8))) != 0) {
                usages.add(usage);
            }
        }
        return usages;
    }
}
