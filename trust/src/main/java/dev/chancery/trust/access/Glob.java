package dev.chancery.trust.access;

/** Matches texts with patterns in which {@code *} stands for any characters, none too. Takes time in proportion to both. */
final class Glob {
    private Glob() {}

    /** Whether the whole text matches, where a star stands for no character that separates. */
    static boolean matches(String pattern, String text, char separator) {
        return match(pattern, text, separator, false);
    }

    /** Whether the text matches up to its end or up to a slash. */
    static boolean matchesPrefix(String pattern, String text) {
        return match(pattern, text, '\0', true);
    }

    /** Goes back to the last star only: what an earlier one took makes no difference to what may follow the last. */
    private static boolean match(String pattern, String text, char separator, boolean prefix) {
        int p = 0;
        int t = 0;
        int star = -1;
        int taken = 0;
        while (true) {
            if (p == pattern.length() && (t == text.length() || (prefix && text.charAt(t) == '/'))) {
                return true;
            }
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                taken = t;
            } else if (p < pattern.length() && t < text.length() && pattern.charAt(p) == text.charAt(t)) {
                p++;
                t++;
            } else if (star >= 0 && taken < text.length() && text.charAt(taken) != separator) {
                p = star + 1;
                t = ++taken;
            } else {
                return false;
            }
        }
    }
}
