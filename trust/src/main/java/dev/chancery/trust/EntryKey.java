package dev.chancery.trust;

/**
 * What an entry is about.
 *
 * @param name unique among entries of the kind
 */
public record EntryKey(Kind kind, String name) implements Comparable<EntryKey> {
    /** The kinds of entry. The codes are on the wire and in the store: they keep their meaning for ever. */
    public enum Kind {
        AUTHORITY(1),
        BINDING(2),
        SETTINGS(3),
        RULES(4),
        ROUTE(5),
        SERVER_CERTIFICATE(6),
        ACCESS_PLANE(16),
        ORGANIZATION(17),
        ACCESS_KEY(18),
        APPLICATION(19),
        POLICY(20),
        GROUP(21),
        SERVICE_TOKEN(22),
        TOKENS_REVOKED(23),
        REVOKED(32),
        REVOCATION_LIST(33),
        OCSP_RESPONDER(34),
        OCSP_ANSWER(35);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** 0 to 255. */
        public int code() {
            return code;
        }

        static Kind ofCode(int code) throws TrustFormatException {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new TrustFormatException("entry of kind %d (expected: one this version knows)".formatted(code));
        }
    }

    static EntryKey of(Kind kind, String name) {
        return new EntryKey(kind, name);
    }

    @Override
    public int compareTo(EntryKey other) {
        int kinds = kind.compareTo(other.kind);
        return kinds != 0 ? kinds : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
