package dev.chancery.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PEM text (RFC 7468).
 *
 * <p>Lenient about what tools and heredocs do (CRLF, surrounding blank lines, indentation, explanatory text before and
 * between blocks), strict about what would change meaning: base64, padding, matching END, sizes.
 */
public final class Pem {
    /** Longest text accepted, in characters. */
    public static final int MAX_CHARACTERS = 1 << 20;

    /** Most blocks accepted in one text. */
    public static final int MAX_BLOCKS = 100;

    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int MAX_LABEL = 40;
    private static final int COLUMNS = 64;

    private Pem() {}

    /**
     * All blocks of the text in order; empty when it holds none.
     *
     * @throws PemException when a block is not well-formed, or a bound is exceeded
     */
    public static List<PemBlock> parse(String text) throws PemException {
        if (text.length() > MAX_CHARACTERS) {
            throw new PemException(
                    "The PEM text has " + text.length() + " characters (expected: at most " + MAX_CHARACTERS + ").");
        }
        return new PemScanner(text).blocks();
    }

    /** The block as text: 64 columns, LF, a newline at the end. */
    public static String encode(String label, Der der) {
        byte[] base64 = Base64.getEncoder().encode(der.toByteArray());
        int lines = (base64.length + COLUMNS - 1) / COLUMNS;
        byte[] head = (BEGIN + label + DASHES + "\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] tail = (END + label + DASHES + "\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] out = new byte[head.length + base64.length + lines + tail.length];
        System.arraycopy(head, 0, out, 0, head.length);
        int at = head.length;
        for (int from = 0; from < base64.length; from += COLUMNS) {
            int count = Math.min(COLUMNS, base64.length - from);
            System.arraycopy(base64, from, out, at, count);
            at += count;
            out[at++] = '\n';
        }
        System.arraycopy(tail, 0, out, at, tail.length);
        return new String(out, StandardCharsets.ISO_8859_1);
    }

    /** One pass over one text. */
    private static final class PemScanner {
        private final String text;
        private final List<PemBlock> blocks = new ArrayList<>(2);
        private int at;
        private int line;

        PemScanner(String text) {
            this.text = text;
        }

        List<PemBlock> blocks() throws PemException {
            for (String current = nextLine(); current != null; current = nextLine()) {
                if (current.startsWith(BEGIN)) {
                    if (blocks.size() == MAX_BLOCKS) {
                        throw new PemException("The PEM text has more than " + MAX_BLOCKS + " blocks.");
                    }
                    String label = label(current, BEGIN, line);
                    blocks.add(block(label, line));
                } else if (current.startsWith(END)) {
                    throw new PemException("Line " + line + " ends a PEM block that was never begun.");
                }
            }
            return List.copyOf(blocks);
        }

        private PemBlock block(String label, int beginLine) throws PemException {
            int close = text.indexOf(DASHES, at);
            byte[] base64 = new byte[(close < 0 ? text.length() : close) - at];
            int count = 0;
            for (String current = nextLine(); current != null; current = nextLine()) {
                if (current.startsWith(DASHES)) {
                    return new PemBlock(label, finish(label, beginLine, current, base64, count), beginLine);
                }
                count = collect(current, base64, count, label);
            }
            throw new PemException("The PEM block " + label + " begun on line " + beginLine + " has no END line.");
        }

        private Der finish(String label, int beginLine, String endLine, byte[] base64, int count) throws PemException {
            if (!endLine.startsWith(END)) {
                throw new PemException("Line " + line + " begins another PEM block before the END of " + label
                        + " begun on line " + beginLine + ".");
            }
            String endLabel = label(endLine, END, line);
            if (!endLabel.equals(label)) {
                throw new PemException("The PEM block begun as " + label + " on line " + beginLine + " ends as "
                        + endLabel + " on line " + line + ".");
            }
            if (count == 0) {
                throw new PemException("The PEM block " + label + " begun on line " + beginLine + " is empty.");
            }
            return decode(label, beginLine, base64, count);
        }

        private int collect(String current, byte[] base64, int from, String label) throws PemException {
            int count = from;
            for (int i = 0; i < current.length(); i++) {
                char c = current.charAt(i);
                boolean alphabet = (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || c == '+'
                        || c == '/';
                if (c == ':') {
                    throw new PemException("Line " + line + " of the PEM block " + label
                            + " is a header, as in an encrypted key; send it without headers and encryption.");
                }
                if ((!alphabet && c != '=') || (alphabet && count > 0 && base64[count - 1] == '=')) {
                    throw new PemException("Line " + line + " of the PEM block " + label + " is not base64 at column "
                            + (i + 1) + ".");
                }
                base64[count++] = (byte) c;
            }
            return count;
        }

        private static Der decode(String label, int beginLine, byte[] base64, int count) throws PemException {
            String fault = "The PEM block " + label + " begun on line " + beginLine + " ";
            if (count % 4 != 0) {
                throw new PemException(fault + "has " + count
                        + " base64 characters (expected: a multiple of 4); it was probably cut.");
            }
            byte[] exact = Arrays.copyOf(base64, count);
            try {
                byte[] bytes = Base64.getDecoder().decode(exact);
                // Bits beyond the last byte must be zero, or two texts would mean one value (RFC 4648 section 3.5).
                byte[] tail = Arrays.copyOfRange(bytes, bytes.length - (bytes.length + 2) % 3 - 1, bytes.length);
                byte[] again = Base64.getEncoder().encode(tail);
                if (!Arrays.equals(again, Arrays.copyOfRange(exact, count - 4, count))) {
                    throw new PemException(fault + "does not end in canonical base64.");
                }
                return Der.wrap(bytes);
            } catch (IllegalArgumentException e) {
                throw new PemException(fault + "has wrong base64 padding.");
            }
        }

        private static String label(String current, String prefix, int line) throws PemException {
            int close = current.indexOf(DASHES, prefix.length());
            if (close < 0) {
                throw new PemException("Line " + line + " does not close its PEM label with five dashes.");
            }
            if (close + DASHES.length() != current.length()) {
                throw new PemException("Line " + line
                        + " goes on after the PEM label; the line breaks of the text were probably lost.");
            }
            String label = current.substring(prefix.length(), close);
            if (!isLabel(label)) {
                throw new PemException("Line " + line + " has a PEM label that is not one (expected: up to " + MAX_LABEL
                        + " capital letters, digits and spaces).");
            }
            return label;
        }

        private static boolean isLabel(String label) {
            for (int i = 0; i < label.length(); i++) {
                char c = label.charAt(i);
                if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != ' ') {
                    return false;
                }
            }
            return !label.isEmpty() && label.length() <= MAX_LABEL;
        }

        /** The next line without surrounding blanks, or null at the end; CR, LF and CRLF all end a line. */
        private @Nullable String nextLine() {
            if (at >= text.length()) {
                return null;
            }
            int from = at;
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            int to = at;
            if (at < text.length()) {
                at += text.startsWith("\r\n", at) ? 2 : 1;
            }
            line++;
            return text.substring(from, to).strip();
        }
    }
}
