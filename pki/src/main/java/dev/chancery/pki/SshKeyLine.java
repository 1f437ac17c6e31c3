package dev.chancery.pki;

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

    /** The comment of every CA key the API shows. */
    private static final String CA_COMMENT = "open-ssh-ca@cloudflareaccess.org";

    private static final String WHAT = "SSH public key line";

    /** Refuses a comment that is not one line, or has blanks around it, because it would not be read back the same. */
    public SshKeyLine {
        if (!SshLine.isComment(comment)) {
            throw new IllegalArgumentException("a comment of " + comment.length()
                    + " characters (expected: one line without blanks around it, at most " + SshLine.MAX_COMMENT
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
        SshLine line = SshLine.parse(text, MAX_CHARACTERS, WHAT);
        SshKeyType type = SshPublicKey.type(line.type());
        SshPublicKey key = SshPublicKey.parse(line.wire());
        if (key.type() != type) {
            throw new SshException("The " + WHAT + " says " + type.wireName() + ", but holds a key of type "
                    + key.type().wireName() + ".");
        }
        return new SshKeyLine(key, line.comment());
    }

    /** The line without a line break: type, base64, and the comment where there is one. */
    @Override
    public String toString() {
        return SshLine.print(key.type().wireName(), key.wire(), comment);
    }
}
