package dev.chancery.pki;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name constraints extension (RFC 5280 section 4.2.1.10): where the names of all certificates below must lie.
 *
 * @param permitted for each form that occurs here, a name of that form must lie within one of these
 * @param excluded no name may lie within one of these
 */
record NameConstraints(List<NameSubtree> permitted, List<NameSubtree> excluded) {
    static NameConstraints parse(Der extensionValue) throws DerException {
        DerReader outer = new DerReader(extensionValue);
        DerReader fields = outer.sequence("name constraints");
        outer.end("name constraints");
        if (!fields.hasMore()) {
            throw new DerException("The name constraints are empty (RFC 5280 section 4.2.1.10).");
        }
        List<NameSubtree> permitted = subtrees(fields, 0);
        List<NameSubtree> excluded = subtrees(fields, 1);
        fields.end("name constraints");
        return new NameConstraints(permitted, excluded);
    }

    /** {@code GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE { base, minimum [0] DEFAULT 0, maximum [1] }}. */
    private static List<NameSubtree> subtrees(DerReader fields, int tag) throws DerException {
        if (!fields.nextIs(DerWriter.constructed(tag))) {
            return List.of();
        }
        DerReader list = fields.enter(DerWriter.constructed(tag), "name constraints");
        List<NameSubtree> subtrees = new ArrayList<>(2);
        do {
            DerReader subtree = list.sequence("name constraint");
            subtrees.add(NameSubtree.parse(subtree));
            // Minimum must be 0, which DER leaves out, and maximum must be absent.
            subtree.end("base of the name constraint");
        } while (list.hasMore());
        return subtrees;
    }

    /** How many comparisons judging this many names costs at most. */
    long cost(int names) {
        return (long) names * (permitted.size() + excluded.size());
    }

    /** Why one of these names lies where it must not, as the end of a sentence; null when all are where they may be. */
    @Nullable
    String violation(List<GeneralName> names) {
        for (GeneralName name : names) {
            @Nullable String why = violation(name);
            if (why != null) {
                return why;
            }
        }
        return null;
    }

    private @Nullable String violation(GeneralName name) {
        boolean permits = permitted.stream().anyMatch(subtree -> subtree.form() == name.form());
        if (!permits && excluded.stream().noneMatch(subtree -> subtree.form() == name.form())) {
            return null;
        }
        if (!name.isWellFormed()) {
            return called(name) + ", which is no name of its form, where that form is constrained";
        }
        if (permits && permitted.stream().noneMatch(subtree -> subtree.contains(name))) {
            return called(name) + ", which is not within what is permitted";
        }
        return excluded.stream().anyMatch(subtree -> subtree.mayContain(name))
                ? called(name) + ", which is within what is excluded"
                : null;
    }

    private static String called(GeneralName name) {
        return switch (name) {
            case GeneralName.Email(String address) -> "the e-mail address " + address;
            case GeneralName.Dns(String host) -> "the DNS name " + host;
            case GeneralName.Directory(DistinguishedName directory) -> "the directory name " + directory;
            case GeneralName.Uri(String uri, String _) -> "the URI " + uri;
            case GeneralName.Ip(Der octets) -> "the IP address " + octets.hex() + " (hexadecimal)";
            case GeneralName.Other(int form) -> "a name of form " + form;
        };
    }
}
