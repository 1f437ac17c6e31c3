package dev.chancery.control.clientcertificates;

import dev.chancery.pki.Der;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Finds certificates, and requests they were issued from, that name a person: in which some string of DER (a UTF8String,
 * PrintableString or IA5String, X.690 section 8.23, or an rfc822Name of RFC 5280 section 4.2.1.6) is the e-mail address, without
 * regard to the case of ASCII letters. So it is found as a common name, as an emailAddress and as a subject alternative name.
 */
final class NamedPerson {
    private static final int UTF8_STRING = 0x0C;
    private static final int PRINTABLE_STRING = 0x13;
    private static final int IA5_STRING = 0x16;
    private static final int RFC822_NAME = 0x81;
    /** Beyond it the length takes more bytes than one (X.690 section 8.1.3.4). */
    private static final int SHORT = 127;

    private final byte[] email;

    NamedPerson(String email) {
        this.email = email.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    boolean isNamedIn(Der der) {
        byte[] bytes = der.toByteArray();
        int header = email.length > SHORT ? 3 : 2;
        for (int at = header; at <= bytes.length - email.length; at++) {
            if ((bytes[at - 1] & 0xFF) == email.length && isString(bytes, at, header) && matches(bytes, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isString(byte[] bytes, int at, int header) {
        if (header == 3 && (bytes[at - 2] & 0xFF) != 0x81) {
            return false;
        }
        return switch (bytes[at - header] & 0xFF) {
            case UTF8_STRING, PRINTABLE_STRING, IA5_STRING, RFC822_NAME -> true;
            default -> false;
        };
    }

    private boolean matches(byte[] bytes, int at) {
        for (int i = 0; i < email.length; i++) {
            byte here = bytes[at + i];
            if ((here >= 'A' && here <= 'Z' ? here + 32 : here) != email[i]) {
                return false;
            }
        }
        return true;
    }
}
