package dev.chancery.control.identityproviders;

/**
 * One member of a provider's config.
 *
 * @param name as on the wire
 * @param kind what it holds
 * @param required whether a provider of the type cannot do without
 */
record ConfigField(String name, Kind kind, boolean required) {
    /** What a member may hold. */
    enum Kind {
        /** Text of at most 2048 characters. */
        TEXT,
        /** A list of such texts. */
        TEXTS,
        FLAG,
        /** An http or https address a browser is sent to. */
        ADDRESS,
        /** An address we call ourselves, with secrets: https, or http on this machine. */
        ENDPOINT,
        /** Never stored with the config, never shown. */
        SECRET,
        /** {@code login}, {@code select_account} or {@code none}. */
        PROMPT,
        /** X.509 certificates, each PEM or the base64 of its DER. */
        CERTIFICATES,
        /** Objects of {@code attribute_name} and {@code header_name}. */
        HEADERS
    }

    static ConfigField optional(String name, Kind kind) {
        return new ConfigField(name, kind, false);
    }

    static ConfigField required(String name, Kind kind) {
        return new ConfigField(name, kind, true);
    }
}
