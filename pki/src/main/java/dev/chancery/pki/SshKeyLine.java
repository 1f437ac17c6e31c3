package dev.chancery.pki;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A public key as one line of text: {@code type base64 comment}, the format of {@code id_*.pub}, of authorized_keys
 * without options, and of TrustedUserCAKeys (sshd(8), section AUTHORIZED_KEYS FILE FORMAT).
 *
 * @param key the key
 * @param comment for people, one line, may hold blanks; empty for none
 */
public record SshKeyLine(SshPublicKey key, String comment) {
    /** Longest text accepted, in characters: OpenSSH's own bound (SSH_MAX_PUBKEY_BYTES). */
    public static final int MAX_CHARACTERS = 16_384;

    /** Longest comment accepted, in characters. */
    public static final int MAX_COMMENT = 1024;

    /** The comment of every CA key the API shows. */
    private static final String CA_COMMENT = "open-ssh-ca@cloudflareaccess.org";

    /** Refuses a comment that is not one line, or has blanks around it, because it would not be read back the same. */
    public SshKeyLine {
        if (comment.length() > MAX_COMMENT
                || comment.chars().anyMatch(Character::isISOControl)
                || !comment.equals(comment.strip())) {
            throw new IllegalArgumentException("a comment of " + comment.length()
                    + " characters (expected: one line without blanks around it, at most " + MAX_COMMENT
                    + " characters)");
        }
    }

    /** The line for an SSH CA's public key, with the comment the v4 API gives it. */
    public static SshKeyLine ofCa(SshPublicKey key) {
        return new SshKeyLine(key, CA_COMMENT);
    }

    /**
     * Parses one line; blanks and a line break around it do not count.
     *
     * @throws SshException when it is not a key, holds options or more than one line, or names another type than it has
     */
    public static SshKeyLine parse(String text) throws SshException {
        if (text.length() > MAX_CHARACTERS) {
            throw new SshException("The SSH public key line has " + text.length() + " characters (expected: at most "
                    + MAX_CHARACTERS + ").");
        }
        String line = text.strip();
        if (line.isEmpty()) {
            throw new SshException("The SSH public key line is empty (expected: type, base64 and a comment).");
        }
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i)) && line.charAt(i) != '\t') {
                throw new SshException("The SSH public key line has a control character or a line break at character "
                        + (i + 1) + " (expected: one line).");
            }
        }
        String[] parts = line.split("[ \t]+", 3);
        SshKeyType type = SshPublicKey.type(parts[0]);
        if (parts.length == 1) {
            throw new SshException(
                    "The SSH public key line ends after its type " + type.wireName() + " (expected: base64 after it).");
        }
        SshPublicKey key = SshPublicKey.parse(Der.wrap(decode(parts[1], line.indexOf(parts[1], parts[0].length()))));
        if (key.type() != type) {
            throw new SshException("The SSH public key line says " + type.wireName() + ", but holds a key of type "
                    + key.type().wireName() + ".");
        }
        String comment = parts.length == 3 ? parts[2].strip() : "";
        if (comment.length() > MAX_COMMENT) {
            throw new SshException("The comment of the SSH public key line has " + comment.length()
                    + " characters (expected: at most " + MAX_COMMENT + ").");
        }
        return new SshKeyLine(key, comment);
    }

    /** Base64 in its only form: padded, without line breaks, unused bits zero (RFC 4648 section 3.5). */
    static byte[] decode(String base64, int before) throws SshException {
        byte[] ascii = base64.getBytes(StandardCharsets.US_ASCII);
        try {
            byte[] bytes = Base64.getDecoder().decode(ascii);
            if (Arrays.equals(Base64.getEncoder().encode(bytes), ascii)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // One sentence for both: what the decoder says of the place is not always right.
        }
        throw new SshException("The SSH public key line has " + base64.length() + " characters at character "
                + (before + 1) + " that are not base64 with its padding; it was probably cut.");
    }

    /** The line without a line break: type, base64, and the comment where there is one. */
    @Override
    public String toString() {
        String base64 = Base64.getEncoder().encodeToString(key.wire().toByteArray());
        return key.type().wireName() + " " + base64 + (comment.isEmpty() ? "" : " " + comment);
    }
}
