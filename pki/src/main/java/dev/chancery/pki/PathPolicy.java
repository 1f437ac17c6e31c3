package dev.chancery.pki;

/**
 * What a path has to satisfy beside RFC 5280, and how much may be spent on finding it.
 *
 * @param purpose what the leaf's key is used for
 * @param keys the public keys a path may have, the anchor's included
 * @param maxIntermediates most intermediates between leaf and anchor, self-issued ones not counted
 * @param maxLinks most pairs of certificate and issuer that are tried, each of which may cost a verification
 * @param maxNameComparisons most comparisons of a name with a name constraint
 */
public record PathPolicy(Purpose purpose, KeyPolicy keys, int maxIntermediates, int maxLinks, int maxNameComparisons) {
    /** What a key is used for in TLS (RFC 5280 section 4.2.1.12). */
    public enum Purpose {
        /** By a client. */
        CLIENT_AUTH("clientAuth"),
        /** By a server. */
        SERVER_AUTH("serverAuth");

        private final String text;

        Purpose(String text) {
            this.text = text;
        }

        Oid oid() {
            return switch (this) {
                case CLIENT_AUTH -> Oids.CLIENT_AUTH;
                case SERVER_AUTH -> Oids.SERVER_AUTH;
            };
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Refuses bounds that would let nothing pass. */
    public PathPolicy {
        if (maxIntermediates < 0 || maxLinks < 1 || maxNameComparisons < 0) {
            throw new IllegalArgumentException("path policy of " + maxIntermediates + " intermediates, " + maxLinks
                    + " links, " + maxNameComparisons + " name comparisons");
        }
    }

    /**
     * {@link KeyPolicy#standard()} with ML-DSA, 10 intermediates, 32 links, 65,536 name comparisons: a few milliseconds for
     * the most hostile input.
     */
    public static PathPolicy of(Purpose purpose) {
        return new PathPolicy(purpose, KeyPolicy.standard().withMlDsa(true), 10, 32, 65_536);
    }

    /** The same with another bound on intermediates. */
    public PathPolicy withMaxIntermediates(int most) {
        return new PathPolicy(purpose, keys, most, maxLinks, maxNameComparisons);
    }
}
