package dev.chancery.pki;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An X.501 name (RFC 5280 section 4.1.2.4): a sequence of sets of attributes. Equal when the encodings are;
 * {@link #matches} compares as path validation does.
 */
public final class DistinguishedName {
    private static final int MAX_ATTRIBUTES = 64;

    private final Der der;
    private final List<List<NameAttribute>> rdns;
    private volatile @Nullable List<String> folded;

    private DistinguishedName(Der der, List<List<NameAttribute>> rdns) {
        this.der = der;
        this.rdns = rdns;
    }

    /**
     * Parses a Name.
     *
     * @throws DerException when the structure is not one; odd string types and values are for the judgements
     */
    public static DistinguishedName parse(Der der) throws DerException {
        DerReader outer = new DerReader(der);
        DerReader name = outer.sequence("name");
        outer.end("name");
        List<List<NameAttribute>> rdns = new ArrayList<>(6);
        int count = 0;
        while (name.hasMore()) {
            DerReader set = name.enter(DerWriter.SET, "relative distinguished name");
            List<NameAttribute> rdn = new ArrayList<>(1);
            do {
                DerReader attribute = set.sequence("name attribute");
                Oid type = attribute.oid("name attribute type");
                Der value = attribute.element("name attribute value");
                attribute.end("name attribute value");
                rdn.add(NameAttribute.of(type, value));
                if (++count > MAX_ATTRIBUTES) {
                    throw new DerException("The name has more than " + MAX_ATTRIBUTES + " attributes.");
                }
            } while (set.hasMore());
            rdns.add(rdn);
        }
        return new DistinguishedName(der, rdns);
    }

    /** The name with these attributes in the order C, ST, L, O, OU, CN; absent ("") ones are left out. */
    public static DistinguishedName of(SubjectAttributes attributes) {
        try {
            return parse(Der.wrap(encode(attributes)));
        } catch (DerException e) {
            throw new IllegalStateException("our own writer made a name our own reader refuses", e);
        }
    }

    static byte[] encode(SubjectAttributes attributes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(160);
        append(out, Oids.COUNTRY, DerWriter.PRINTABLE_STRING, attributes.country());
        append(out, Oids.STATE, DerWriter.UTF8_STRING, attributes.state());
        append(out, Oids.LOCALITY, DerWriter.UTF8_STRING, attributes.locality());
        append(out, Oids.ORGANIZATION, DerWriter.UTF8_STRING, attributes.organization());
        append(out, Oids.ORGANIZATIONAL_UNIT, DerWriter.UTF8_STRING, attributes.organizationalUnit());
        append(out, Oids.COMMON_NAME, DerWriter.UTF8_STRING, attributes.commonName());
        return DerWriter.sequence(out.toByteArray());
    }

    private static void append(ByteArrayOutputStream out, Oid type, int stringTag, String value) {
        if (!value.isEmpty()) {
            out.writeBytes(
                    DerWriter.tlv(DerWriter.SET, DerWriter.sequence(type.encoded(), DerWriter.text(stringTag, value))));
        }
    }

    /** The encoded Name. */
    public Der der() {
        return der;
    }

    /** Whether it has no attribute at all. */
    public boolean isEmpty() {
        return rdns.isEmpty();
    }

    /**
     * Whether two names are the same by RFC 5280 section 7.1: attribute by attribute, whatever the string type, letter case
     * and runs of spaces left aside.
     */
    public boolean matches(DistinguishedName other) {
        return der.equals(other.der) || folded().equals(other.folded());
    }

    /** Whether this name is {@code base} or lies below it: begins with the same relative names. */
    boolean isWithin(DistinguishedName base) {
        List<String> own = folded();
        List<String> above = base.folded();
        return above.size() <= own.size() && own.subList(0, above.size()).equals(above);
    }

    /** One text for each relative name, equal where the names match; a key for maps. */
    List<String> folded() {
        List<String> known = folded;
        if (known == null) {
            known = rdns.stream().map(DistinguishedName::fold).toList();
            folded = known;
        }
        return known;
    }

    /** The attributes of a set have no order, so they are sorted; lengths keep one value from posing as two. */
    private static String fold(List<NameAttribute> rdn) {
        if (rdn.size() == 1) {
            return rdn.getFirst().folded();
        }
        StringBuilder text = new StringBuilder();
        rdn.stream()
                .map(NameAttribute::folded)
                .distinct()
                .sorted()
                .forEach(part -> text.append(part.length()).append(':').append(part));
        return text.toString();
    }

    /** All attributes in order. */
    List<NameAttribute> attributes() {
        List<NameAttribute> all = new ArrayList<>(rdns.size());
        rdns.forEach(all::addAll);
        return all;
    }

    /** The first of each of the six attributes the API shows; a value that is no text counts as absent. */
    public SubjectAttributes first() {
        return new SubjectAttributes(
                first(Oids.COMMON_NAME),
                first(Oids.COUNTRY),
                first(Oids.LOCALITY),
                first(Oids.ORGANIZATION),
                first(Oids.ORGANIZATIONAL_UNIT),
                first(Oids.STATE));
    }

    private String first(Oid type) {
        for (List<NameAttribute> rdn : rdns) {
            for (NameAttribute attribute : rdn) {
                if (attribute.type().equals(type)) {
                    return attribute.text().orElse("");
                }
            }
        }
        return "";
    }

    /**
     * The text form the v4 API shows: most specific first, commas and other special characters escaped by a backslash
     * (RFC 2253), such as {@code CN=Root,O=Example\, Inc.,C=US}.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<NameAttribute> rdn : rdns.reversed()) {
            if (!text.isEmpty()) {
                text.append(',');
            }
            for (int i = 0; i < rdn.size(); i++) {
                if (i > 0) {
                    text.append('+');
                }
                rdn.get(i).appendTo(text);
            }
        }
        return text.toString();
    }

    /** Like {@link #toString()}, absent for the empty name. */
    public Optional<String> text() {
        return isEmpty() ? Optional.empty() : Optional.of(toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DistinguishedName that && der.equals(that.der);
    }

    @Override
    public int hashCode() {
        return der.hashCode();
    }
}
