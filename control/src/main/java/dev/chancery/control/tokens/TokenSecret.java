package dev.chancery.control.tokens;

import dev.chancery.control.principal.Principal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * The value of a token: a prefix scanners know, 40 random letters and digits (238 bits), and six more that check the rest.
 *
 * <p>{@code cfut_} for a user's token, {@code cfat_} for an account's. The last six are the CRC-32 (ISO-HDLC, as zip uses it) of
 * everything before them, in base 62 with the digits 0-9, A-Z, a-z, most significant first, padded with 0. A value whose prefix
 * is known and whose check is not is refused without a look into the database. Values of any other form are simply looked up.
 *
 * <p>Only {@link #reveal} gives the value away.
 */
public final class TokenSecret {
    private static final String USER = "cfut_";
    private static final String ACCOUNT = "cfat_";
    private static final int RANDOM = 40;
    private static final int CHECK = 6;
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final String value;

    private TokenSecret(String value) {
        this.value = value;
    }

    /** A new value for a token of this owner. */
    static TokenSecret generate(Principal.Owner owner, SecureRandom random) {
        StringBuilder text = new StringBuilder(
                switch (owner) {
                    case Principal.Owner.OfUser _ -> USER;
                    case Principal.Owner.OfAccount _ -> ACCOUNT;
                });
        for (int i = 0; i < RANDOM; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return new TokenSecret(text + check(text.toString()));
    }

    /** The value itself, for the one answer that shows it. */
    public String reveal() {
        return value;
    }

    /** What the database keeps of it. */
    String hash() {
        return hash(value);
    }

    /** Lower-case hex SHA-256. The value has far too many bits to be guessed from it, so nothing slower is needed. */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }

    /** Whether a text can be a value: its check holds, or it has none. */
    static boolean plausible(String text) {
        if (!text.startsWith(USER) && !text.startsWith(ACCOUNT)) {
            return true;
        }
        int body = USER.length() + RANDOM;
        return text.length() == body + CHECK && text.endsWith(check(text.substring(0, body)));
    }

    private static String check(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        char[] digits = new char[CHECK];
        long rest = crc.getValue();
        for (int i = CHECK - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    @Override
    public String toString() {
        return "TokenSecret[…]";
    }
}
