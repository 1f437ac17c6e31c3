package dev.chancery.control.refusal;

/** Makes a caller's text fit to stand in a message: short, on one line, printable. */
public final class Excerpt {
    private static final int MOST = 64;

    private Excerpt() {}

    /** The text in quotes, cut after 64 characters, control characters replaced. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), MOST) + 4).append('"');
        int end = Math.min(text.length(), MOST);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return out.append(text.length() > MOST ? "…\"" : "\"").toString();
    }
}
