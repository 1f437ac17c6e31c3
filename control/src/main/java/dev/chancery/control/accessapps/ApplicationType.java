package dev.chancery.control.accessapps;

import dev.chancery.control.publishing.Applications;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types of application that are kept. The words are stored and shown. */
public enum ApplicationType {
    SELF_HOSTED("self_hosted", Layout.HOSTED),
    SSH("ssh", Layout.HOSTED),
    VNC("vnc", Layout.HOSTED),
    RDP("rdp", Layout.REMOTE_DESKTOP),
    INFRASTRUCTURE("infrastructure", Layout.INFRASTRUCTURE),
    BOOKMARK("bookmark", Layout.BOOKMARK),
    APP_LAUNCHER("app_launcher", Layout.LAUNCHER),
    WARP("warp", Layout.PORTAL),
    BISO("biso", Layout.PORTAL);

    private final String word;
    private final Layout layout;

    /** Which members a type has. */
    enum Layout {
        /** Protects domains: their members say how. */
        HOSTED,
        /** Likewise, and what it reaches behind them. */
        REMOTE_DESKTOP,
        /** Reaches targets by their attributes; has no domain. */
        INFRASTRUCTURE,
        /** A link; protects nothing. */
        BOOKMARK,
        /** The page that shows the others. */
        LAUNCHER,
        /** Who may use one of the account's own services. */
        PORTAL
    }

    ApplicationType(String word, Layout layout) {
        this.word = word;
        this.layout = layout;
    }

    /** The word on the wire and in the store. */
    public String word() {
        return word;
    }

    Layout layout() {
        return layout;
    }

    /** What policies must know of it. */
    Applications.Kind kind() {
        return this == INFRASTRUCTURE ? Applications.Kind.INFRASTRUCTURE : Applications.Kind.OTHER;
    }

    /** Whether it protects domains, each of which belongs to it alone. */
    boolean protectsDomains() {
        return switch (layout) {
            case HOSTED, REMOTE_DESKTOP -> true;
            case INFRASTRUCTURE, BOOKMARK, LAUNCHER, PORTAL -> false;
        };
    }

    /** Whether users reach it by SSH through a domain of its own, so that it can have an SSH CA. */
    boolean mayHaveSshCa() {
        return layout == Layout.HOSTED;
    }

    /** The type with this word. */
    public static Optional<ApplicationType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    /** Every word, for messages. */
    static String words() {
        List<String> words = Arrays.stream(values()).map(ApplicationType::word).toList();
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
}
