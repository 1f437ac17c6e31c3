package dev.chancery.pki;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What RFC 5280 appendix A allows as the value of a subject attribute. */
final class SubjectRules {
    /** Upper bounds in characters: ub-common-name, ub-locality-name, … */
    private static final Map<Oid, Integer> UPPER_BOUNDS = Map.of(
            Oids.COMMON_NAME, 64,
            Oids.COUNTRY, 2,
            Oids.LOCALITY, 128,
            Oids.STATE, 128,
            Oids.ORGANIZATION, 64,
            Oids.ORGANIZATIONAL_UNIT, 64,
            Oids.SERIAL_NUMBER, 64);

    private SubjectRules() {}

    /** Passes one sentence per violated rule to {@code faults}. */
    static void check(DistinguishedName name, Consumer<String> faults) {
        for (NameAttribute attribute : name.attributes()) {
            @Nullable String shortName = attribute.shortName();
            @Nullable Integer bound = UPPER_BOUNDS.get(attribute.type());
            if (shortName != null && bound != null) {
                check(attribute, shortName, bound, faults);
            }
        }
    }

    private static void check(NameAttribute attribute, String name, int bound, Consumer<String> faults) {
        Optional<String> text = attribute.text();
        if (text.isEmpty()) {
            faults.accept("The subject attribute " + name + " is not a string, or not encoded as its type says.");
            return;
        }
        String value = text.get();
        int characters = value.codePointCount(0, value.length());
        if (characters == 0) {
            // Counts as absent: the certificate leaves it out.
            return;
        }
        if (attribute.type().equals(Oids.COUNTRY)) {
            checkCountry(value, characters, faults);
        } else if (characters > bound) {
            faults.accept("The subject attribute " + name + " has " + characters + " characters (expected: at most "
                    + bound + ").");
        }
        if (hasForbidden(value)) {
            faults.accept("The subject attribute " + name + " has a control or invisible character.");
        }
    }

    private static boolean hasForbidden(String value) {
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            if (isForbidden(c)) {
                return true;
            }
            i += Character.charCount(c);
        }
        return false;
    }

    private static void checkCountry(String value, int characters, Consumer<String> faults) {
        boolean letters = value.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
        if (characters != 2 || !letters) {
            faults.accept("The subject attribute C has " + characters
                    + " characters (expected: the two letters of a country code).");
        }
    }

    /**
     * Control and invisible formatting characters let one name look like another, or end a line of a log. The two
     * joiners are allowed: several scripts cannot be spelt without them.
     */
    private static boolean isForbidden(int c) {
        if (c == 0x200c || c == 0x200d) {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }
}
