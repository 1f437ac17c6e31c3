package dev.chancery.trust.access;

/** Texts of hex digits. */
final class Hex {
    private Hex() {}

    /**
     * @throws IllegalArgumentException if a text is not so many lower-case hex digits
     */
    static void check(String text, int digits, String what) {
        boolean good =
                text.length() == digits && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        if (!good) {
            throw new IllegalArgumentException(
                    "%s of %d characters (expected: %d lower-case hex digits)".formatted(what, text.length(), digits));
        }
    }
}
