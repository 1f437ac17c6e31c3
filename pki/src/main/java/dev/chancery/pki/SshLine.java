package dev.chancery.pki;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The parts of a line {@code type base64 comment}, which keys and certificates share.
 *
 * @param what names the line in sentences: {@code SSH public key line}
 * @param type the first word, not yet judged
 * @param base64 the second word, not yet judged; empty when there is none
 * @param base64At the character it begins at, counted from 1
 * @param comment the rest, without blanks around it
 */
record SshLine(String what, String type, String base64, int base64At, String comment) {
    /** Longest comment accepted, in characters. */
    static final int MAX_COMMENT = 1024;

    /** Splits one line; blanks and a line break around it do not count. */
    static SshLine parse(String text, int maxCharacters, String what) throws SshException {
        if (text.length() > maxCharacters) {
            throw new SshException(
                    "The " + what + " has " + text.length() + " characters (expected: at most " + maxCharacters + ").");
        }
        String line = text.strip();
        if (line.isEmpty()) {
            throw new SshException("The " + what + " is empty (expected: type, base64 and a comment).");
        }
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i)) && line.charAt(i) != '\t') {
                throw new SshException("The " + what + " has a control character or a line break at character "
                        + (i + 1) + " (expected: one line).");
            }
        }
        String[] parts = line.split("[ \t]+", 3);
        String comment = parts.length == 3 ? parts[2].strip() : "";
        if (comment.length() > MAX_COMMENT) {
            throw new SshException("The comment of the " + what + " has " + comment.length()
                    + " characters (expected: at most " + MAX_COMMENT + ").");
        }
        String base64 = parts.length == 1 ? "" : parts[1];
        return new SshLine(what, parts[0], base64, line.indexOf(base64, parts[0].length()) + 1, comment);
    }

    /**
     * What the base64 says.
     *
     * @throws SshException when there is none, or not in its only form: padded, without line breaks, unused bits zero (RFC
     *     4648 section 3.5)
     */
    Der wire() throws SshException {
        if (base64.isEmpty()) {
            throw new SshException(
                    "The " + what + " ends after its type " + SshReader.quoted(type) + " (expected: base64 after it).");
        }
        byte[] ascii = base64.getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] bytes = Base64.getDecoder().decode(ascii);
            if (Arrays.equals(Base64.getEncoder().encode(bytes), ascii)) {
                return Der.wrap(bytes);
            }
        } catch (IllegalArgumentException e) {
            // One sentence for both: what the decoder says of the place is not always right.
        }
        throw new SshException("The " + what + " has " + base64.length() + " characters at character " + base64At
                + " that are not base64 with its padding; it was probably cut.");
    }

    /** Whether the comment would be read back as it is. */
    static boolean isComment(String comment) {
        return comment.length() <= MAX_COMMENT
                && comment.chars().noneMatch(Character::isISOControl)
                && comment.equals(comment.strip());
    }

    /** The line without a line break. */
    static String print(String type, Der wire, String comment) {
        String base64 = Base64.getEncoder().encodeToString(wire.toByteArray());
        return type + " " + base64 + (comment.isEmpty() ? "" : " " + comment);
    }
}
