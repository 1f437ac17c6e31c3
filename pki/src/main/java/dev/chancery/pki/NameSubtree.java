package dev.chancery.pki;

import java.util.Locale;

/** The base of one subtree of a name constraints extension: which names of its form lie within (RFC 5280 section 4.2.1.10). */
sealed interface NameSubtree {
    /** The number of the form of names it is about. */
    int form();

    /** Whether every name this well-formed one stands for lies within; false for names of other forms. */
    boolean contains(GeneralName name);

    /** Whether some name this one stands for may lie within: differs for wildcards, which stand for many. */
    default boolean mayContain(GeneralName name) {
        return contains(name);
    }

    /**
     * Reads the base of a subtree.
     *
     * @throws DerException when a base of its form may not look so
     */
    static NameSubtree parse(DerReader reader) throws DerException {
        return switch (GeneralName.parse(reader, "name constraint")) {
            case GeneralName.Email(String base) -> Mailboxes.of(base);
            case GeneralName.Dns(String base) -> {
                requireHost(base, "DNS");
                yield new Hosts(base.toLowerCase(Locale.ROOT));
            }
            case GeneralName.Uri(String base, String _) -> {
                requireHost(base.startsWith(".") ? base.substring(1) : base, "URI");
                yield new UriHosts(base.toLowerCase(Locale.ROOT));
            }
            case GeneralName.Directory(DistinguishedName base) -> new Names(base);
            case GeneralName.Ip(Der range) -> Addresses.of(range);
            case GeneralName.Other(int form) -> new Unknown(form);
        };
    }

    /** An empty base stands for every name of the form. */
    private static void requireHost(String base, String form) throws DerException {
        if (!base.isEmpty() && !GeneralName.DnsSyntax.isName(base)) {
            throw new DerException("The " + form + " name constraint \"" + base + "\" is not a host name.");
        }
    }

    /** {@code base} itself and what has more labels to its left. */
    private static boolean isHostWithin(String host, String base) {
        String lower = host.toLowerCase(Locale.ROOT);
        return base.isEmpty()
                || lower.equals(base)
                || (lower.length() > base.length()
                        && lower.endsWith(base)
                        && lower.charAt(lower.length() - base.length() - 1) == '.');
    }

    /** A host, or with a leading period all hosts of a domain, which the domain itself is not one of. */
    private static boolean isHostOrOfDomain(String host, String base) {
        String lower = host.toLowerCase(Locale.ROOT);
        return base.isEmpty() || (base.startsWith(".") ? lower.endsWith(base) : lower.equals(base));
    }

    /** DNS names. */
    record Hosts(String base) implements NameSubtree {
        @Override
        public int form() {
            return 2;
        }

        @Override
        public boolean contains(GeneralName name) {
            return name instanceof GeneralName.Dns(String host) && isHostWithin(host, base);
        }

        /** {@code *.example.com} may be {@code bar.example.com}, and where that is excluded is not to be trusted. */
        @Override
        public boolean mayContain(GeneralName name) {
            return contains(name)
                    || (name instanceof GeneralName.Dns dns
                            && dns.isWildcard()
                            && base.endsWith(dns.name().substring(1).toLowerCase(Locale.ROOT))
                            && base.indexOf('.') == base.length() - dns.name().length() + 1);
        }
    }

    /**
     * E-mail addresses: one mailbox, all of a host, or all of the hosts of a domain.
     *
     * @param localPart what stands before the at sign, in its own letter case; "" for every one
     */
    record Mailboxes(String localPart, String base) implements NameSubtree {
        static Mailboxes of(String base) throws DerException {
            if (base.indexOf('@') < 0) {
                requireHost(base.startsWith(".") ? base.substring(1) : base, "e-mail");
                return new Mailboxes("", base.toLowerCase(Locale.ROOT));
            }
            GeneralName.Email mailbox = new GeneralName.Email(base);
            if (!mailbox.isWellFormed()) {
                throw new DerException("The e-mail name constraint \"" + base + "\" is not a mailbox.");
            }
            return new Mailboxes(mailbox.localPart(), mailbox.host().toLowerCase(Locale.ROOT));
        }

        @Override
        public int form() {
            return 1;
        }

        @Override
        public boolean contains(GeneralName name) {
            return name instanceof GeneralName.Email email
                    && (localPart.isEmpty() || localPart.equals(email.localPart()))
                    && isHostOrOfDomain(email.host(), base);
        }
    }

    /** URIs, by their host. */
    record UriHosts(String base) implements NameSubtree {
        @Override
        public int form() {
            return 6;
        }

        @Override
        public boolean contains(GeneralName name) {
            return name instanceof GeneralName.Uri uri && isHostOrOfDomain(uri.host(), base);
        }
    }

    /** Names of the directory. */
    record Names(DistinguishedName base) implements NameSubtree {
        @Override
        public int form() {
            return 4;
        }

        @Override
        public boolean contains(GeneralName name) {
            return name instanceof GeneralName.Directory(DistinguishedName subject) && subject.isWithin(base);
        }
    }

    /**
     * Addresses.
     *
     * @param range as many octets of address as of mask follow one another
     */
    record Addresses(Der range) implements NameSubtree {
        static Addresses of(Der range) throws DerException {
            if (range.length() != 8 && range.length() != 32) {
                throw new DerException("The IP name constraint has " + range.length()
                        + " bytes (expected: address and mask, 8 or 32 bytes).");
            }
            int half = range.length() / 2;
            boolean ended = false;
            for (int bit = 0; bit < half * 8; bit++) {
                boolean set = (range.at(half + bit / 8) & (0x80 >>> (bit % 8))) != 0;
                if (set && ended) {
                    throw new DerException("The IP name constraint has a mask with gaps (RFC 4632).");
                }
                ended |= !set;
            }
            return new Addresses(range);
        }

        @Override
        public int form() {
            return 7;
        }

        @Override
        public boolean contains(GeneralName name) {
            int half = range.length() / 2;
            if (!(name instanceof GeneralName.Ip(Der octets)) || octets.length() != half) {
                return false;
            }
            for (int i = 0; i < half; i++) {
                if (((octets.at(i) ^ range.at(i)) & range.at(half + i)) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A form that is not understood: whatever it is about, no name of that form is let pass. */
    record Unknown(int form) implements NameSubtree {
        @Override
        public boolean contains(GeneralName name) {
            return false;
        }

        @Override
        public boolean mayContain(GeneralName name) {
            return name.form() == form;
        }
    }
}
