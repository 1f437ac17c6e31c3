package dev.chancery.access.web;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands around the text of an organization's pages.
 *
 * @param ground the colour behind everything, as CSS writes it: # and three or six hex digits
 * @param ink the colour of what stands on it; without one, black or white, whichever is easier to read there
 * @param header stands above, plain text
 * @param footer stands below, plain text
 */
public record Look(Optional<String> ground, Optional<String> ink, Optional<String> header, Optional<String> footer) {
    /** Nobody's. */
    public static final Look PLAIN = new Look(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern COLOUR = Pattern.compile("#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})");

    /** Refuses colours that are none: they are written into a style sheet. */
    public Look {
        colour(ground);
        colour(ink);
    }

    private static void colour(Optional<String> colour) {
        colour.filter(text -> !COLOUR.matcher(text).matches()).ifPresent(text -> {
            throw new IllegalArgumentException("%s (expected: # and three or six hex digits)".formatted(text));
        });
    }

    /** A style sheet that says so; empty where there is nothing to say. */
    String style() {
        String under = ground.map(colour -> "--ground:" + colour + ";").orElse("");
        String over =
                ink.or(() -> ground.map(Look::ink)).map("--on-ground:"::concat).orElse("");
        return under.isEmpty() && over.isEmpty() ? "" : ":root:root{" + under + over + "}";
    }

    /** By the weights of Rec. ITU-R BT.601, which are near enough to tell light from dark. */
    private static String ink(String ground) {
        String hex = ground.length() == 4 ? ground.replaceAll("([0-9A-Fa-f])", "$1$1") : ground;
        int red = Integer.parseInt(hex, 1, 3, 16);
        int green = Integer.parseInt(hex, 3, 5, 16);
        int blue = Integer.parseInt(hex, 5, 7, 16);
        return 299 * red + 587 * green + 114 * blue > 128_000 ? "#000" : "#fff";
    }
}
