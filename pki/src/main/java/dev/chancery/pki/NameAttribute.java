package dev.chancery.pki;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of a name.
 *
 * @param type its object identifier
 * @param stringTag the tag of the value, such as UTF8String
 * @param value the value whole, tag and length included
 * @param content the value's content bytes
 */
record NameAttribute(Oid type, int stringTag, Der value, Der content) {
    private static final Pattern SPACES = Pattern.compile(" {2,}");

    private static final Map<Oid, String> SHORT_NAMES = Map.of(
            Oids.COMMON_NAME, "CN",
            Oids.SERIAL_NUMBER, "SERIALNUMBER",
            Oids.COUNTRY, "C",
            Oids.LOCALITY, "L",
            Oids.STATE, "ST",
            Oids.STREET, "STREET",
            Oids.ORGANIZATION, "O",
            Oids.ORGANIZATIONAL_UNIT, "OU",
            Oids.POSTAL_CODE, "POSTALCODE");

    static NameAttribute of(Oid type, Der value) throws DerException {
        int tag = value.at(0) & 0xff;
        return new NameAttribute(type, tag, value, new DerReader(value).content(tag, "name attribute value"));
    }

    /** The value as text; empty when it is not a string type, or its bytes are not of that type. */
    Optional<String> text() {
        return switch (stringTag) {
            case DerWriter.UTF8_STRING -> isAscii() ? Optional.of(ascii()) : decode(StandardCharsets.UTF_8);
            case DerWriter.PRINTABLE_STRING, DerWriter.IA5_STRING ->
                isAscii() ? Optional.of(ascii()) : Optional.empty();
            // Formally T.61; every implementation means Latin-1.
            case DerWriter.TELETEX_STRING -> decode(StandardCharsets.ISO_8859_1);
            case DerWriter.BMP_STRING -> decode(StandardCharsets.UTF_16BE);
            case DerWriter.UNIVERSAL_STRING -> decode(Charset.forName("UTF-32BE"));
            default -> Optional.empty();
        };
    }

    /** Nearly every attribute there is; a decoder, which can also refuse, costs ten times as much. */
    private boolean isAscii() {
        int end = content.offset() + content.length();
        for (int i = content.offset(); i < end; i++) {
            if (content.array()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private String ascii() {
        return new String(content.array(), content.offset(), content.length(), StandardCharsets.ISO_8859_1);
    }

    private Optional<String> decode(Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .decode(ByteBuffer.wrap(content.array(), content.offset(), content.length()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * Type and value as names are compared (RFC 5280 section 7.1): a text without regard to its string type, letter case and
     * runs of spaces; anything else by its bytes.
     */
    String folded() {
        @Nullable String name = SHORT_NAMES.get(type);
        return (name == null ? type.toString() : name)
                + text().map(text -> "=" + fold(text)).orElseGet(() -> "#" + value.hex());
    }

    private static String fold(String text) {
        boolean plain = text.chars().allMatch(c -> c < 0x80);
        String folded = plain ? text : Normalizer.normalize(text, Normalizer.Form.NFKC);
        folded = folded.toLowerCase(Locale.ROOT).strip();
        return folded.indexOf("  ") < 0 ? folded : SPACES.matcher(folded).replaceAll(" ");
    }

    /** {@code CN=value} with RFC 2253 escapes, or {@code 1.2.3=#hex} for types without a short name. */
    void appendTo(StringBuilder out) {
        @Nullable String name = SHORT_NAMES.get(type);
        Optional<String> text = text();
        if (name == null || text.isEmpty()) {
            out.append(name == null ? type.toString() : name).append("=#").append(value.hex());
            return;
        }
        out.append(name).append('=');
        String characters = text.get();
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            boolean edgeSpace = c == ' ' && (i == 0 || i == characters.length() - 1);
            if (edgeSpace || (c == '#' && i == 0) || ",+\"\\<>;".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
    }

    @Nullable
    String shortName() {
        return SHORT_NAMES.get(type);
    }
}
