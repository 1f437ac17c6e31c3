package dev.chancery.pki;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One name of a subject alternative name (RFC 5280 section 4.2.1.6). Reading one only asks for its ASN.1 type; whether it is
 * a name of its form at all is asked where a constraint is to be applied to it.
 */
sealed interface GeneralName {
    /** The number of the form: its context tag. */
    int form();

    /** Whether it is written as names of its form are, so that a constraint can be applied to it. */
    boolean isWellFormed();

    /** An e-mail address, form 1. */
    record Email(String address) implements GeneralName {
        @Override
        public int form() {
            return 1;
        }

        @Override
        public boolean isWellFormed() {
            int at = address.indexOf('@');
            return at > 0 && at == address.lastIndexOf('@') && DnsSyntax.isName(host());
        }

        String host() {
            return address.substring(address.indexOf('@') + 1);
        }

        String localPart() {
            return address.substring(0, Math.max(0, address.indexOf('@')));
        }
    }

    /** A DNS name, form 2; its first label may be an asterisk. */
    record Dns(String name) implements GeneralName {
        @Override
        public int form() {
            return 2;
        }

        @Override
        public boolean isWellFormed() {
            return DnsSyntax.isName(isWildcard() ? name.substring(2) : name);
        }

        boolean isWildcard() {
            return name.startsWith("*.");
        }
    }

    /** A name of the directory, form 4. */
    record Directory(DistinguishedName name) implements GeneralName {
        @Override
        public int form() {
            return 4;
        }

        @Override
        public boolean isWellFormed() {
            return true;
        }
    }

    /**
     * A URI, form 6.
     *
     * @param host its host; "" where it has none
     */
    record Uri(String uri, String host) implements GeneralName {
        static Uri of(String uri) {
            try {
                return new Uri(uri, Objects.requireNonNullElse(URI.create(uri).getHost(), ""));
            } catch (IllegalArgumentException e) {
                return new Uri(uri, "");
            }
        }

        @Override
        public int form() {
            return 6;
        }

        /** A constraint on URIs is one on hosts: without a host that is a name, the URI must be refused (4.2.1.10). */
        @Override
        public boolean isWellFormed() {
            return !DnsSyntax.isAddress(host) && DnsSyntax.isName(host);
        }
    }

    /** An address of 4 or 16 octets, form 7. */
    record Ip(Der octets) implements GeneralName {
        @Override
        public int form() {
            return 7;
        }

        @Override
        public boolean isWellFormed() {
            return octets.length() == 4 || octets.length() == 16;
        }
    }

    /**
     * A form nothing here understands: otherName, x400Address, ediPartyName, registeredID.
     *
     * @param form its context tag
     */
    record Other(int form) implements GeneralName {
        @Override
        public boolean isWellFormed() {
            return true;
        }
    }

    /**
     * Reads an extension value of {@code GeneralNames ::= SEQUENCE SIZE (1..MAX) OF GeneralName}.
     *
     * @throws DerException when it is not one, or a text in it is not ASCII
     */
    static List<GeneralName> parseAll(Der extensionValue, String part) throws DerException {
        DerReader outer = new DerReader(extensionValue);
        DerReader list = outer.sequence(part);
        outer.end(part);
        List<GeneralName> names = new ArrayList<>(2);
        do {
            names.add(parse(list, part));
        } while (list.hasMore());
        return names;
    }

    /** Reads one name. */
    static GeneralName parse(DerReader reader, String part) throws DerException {
        int tag = reader.tag();
        return switch (tag) {
            case 0x81 -> new Email(text(reader, tag, part));
            case 0x82 -> new Dns(text(reader, tag, part));
            case 0x86 -> Uri.of(text(reader, tag, part));
            case 0x87 -> new Ip(reader.content(tag, part));
            case 0x88 -> other(reader, tag, part);
            // Name is a CHOICE, so its tag is explicit (X.680 section 31.2.7).
            case 0xa4 -> {
                DerReader wrapper = reader.enter(tag, part);
                DistinguishedName name = DistinguishedName.parse(wrapper.element(DerWriter.SEQUENCE, part));
                wrapper.end(part);
                yield new Directory(name);
            }
            case 0xa0, 0xa3, 0xa5 -> other(reader, tag, part);
            default -> throw new DerException("The " + part + " has a name that is of none of the forms there are.");
        };
    }

    private static GeneralName other(DerReader reader, int tag, String part) throws DerException {
        reader.element(part);
        return new Other(tag & 0x1f);
    }

    private static String text(DerReader reader, int tag, String part) throws DerException {
        Der content = reader.content(tag, part);
        for (int i = 0; i < content.length(); i++) {
            if (content.at(i) <= 0) {
                throw new DerException("The " + part + " has a text that is not ASCII.");
            }
        }
        return new String(content.array(), content.offset(), content.length(), StandardCharsets.US_ASCII);
    }

    /** What names constraints are written in (RFC 1034 section 3.5, underscores allowed as hosts in private use have them). */
    final class DnsSyntax {
        private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
        private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");
        private static final int MAX_LENGTH = 253;

        private DnsSyntax() {}

        static boolean isName(String name) {
            if (name.isEmpty() || name.length() > MAX_LENGTH) {
                return false;
            }
            for (String label : name.split("\\.", -1)) {
                if (!LABEL.matcher(label).matches()) {
                    return false;
                }
            }
            return true;
        }

        static boolean isAddress(String host) {
            return ADDRESS.matcher(host).matches();
        }
    }
}
