package dev.chancery.ca;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A secret that somebody gave us to show to a third party, such as an OAuth client secret. Unlike a key it must come out again,
 * once per use; it shows itself in no text form and has no equality.
 */
public final class ClientSecret implements AutoCloseable {
    private final byte[] utf8;

    private ClientSecret(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** A secret as it was given. */
    public static ClientSecret of(String text) {
        return new ClientSecret(text.getBytes(StandardCharsets.UTF_8));
    }

    static ClientSecret takingOver(byte[] utf8) {
        return new ClientSecret(utf8);
    }

    /** The secret itself, for the request that shows it to its third party, and for nothing else. */
    public String revealToTheThirdParty() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return utf8;
    }

    /** Wipes it. */
    @Override
    public void close() {
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "ClientSecret";
    }
}
