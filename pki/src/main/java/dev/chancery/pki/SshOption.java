package dev.chancery.pki;

import java.util.Optional;

/**
 * A critical option or an extension of an OpenSSH certificate: a name, and data that only the name explains.
 *
 * @param name printable ASCII without blanks; OpenSSH's own, or with {@code @domain} anybody's
 * @param data empty for a flag; for a text, the text as an SSH string once more
 */
public record SshOption(String name, Der data) {
    /** Longest name accepted, in characters. */
    public static final int MAX_NAME = 255;

    /** Refuses a name that is empty, too long or not printable ASCII. */
    public SshOption {
        if (!isName(name)) {
            throw new IllegalArgumentException("an option name of " + name.length() + " characters (expected: 1 to "
                    + MAX_NAME + " of printable ASCII without blanks)");
        }
    }

    /** An option that says all by being there. */
    public static SshOption flag(String name) {
        return new SshOption(name, Der.wrap(new byte[0]));
    }

    /** An option with a text. */
    public static SshOption text(String name, String value) {
        return new SshOption(
                name,
                new SshWriter(Integer.BYTES + value.length()).string(value).done());
    }

    static boolean isName(String name) {
        return !name.isEmpty() && name.length() <= MAX_NAME && name.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    /** Whether there is no data. */
    public boolean isFlag() {
        return data.length() == 0;
    }

    /** The text, if the data is one. */
    public Optional<String> text() {
        try {
            SshReader in = new SshReader(data);
            String text = in.utf8("value");
            in.end("value");
            return Optional.of(text);
        } catch (SshException e) {
            return Optional.empty();
        }
    }

    /** The name, and what the option says if that is short text. */
    @Override
    public String toString() {
        return isFlag() ? name : name + " " + text().map(SshReader::quoted).orElse("of " + data.length() + " bytes");
    }
}
