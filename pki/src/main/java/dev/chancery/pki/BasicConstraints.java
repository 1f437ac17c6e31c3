package dev.chancery.pki;

import java.util.OptionalInt;

/**
 * The basic constraints extension (RFC 5280 section 4.2.1.9).
 *
 * @param ca whether the subject is a CA
 * @param pathLength most intermediate certificates that may follow; empty for no limit
 * @param critical whether the extension is marked critical
 */
public record BasicConstraints(boolean ca, OptionalInt pathLength, boolean critical) {
    static BasicConstraints parse(Der extensionValue, boolean critical) throws DerException {
        DerReader outer = new DerReader(extensionValue);
        DerReader fields = outer.sequence("basic constraints");
        outer.end("basic constraints");
        boolean ca = fields.nextIs(DerWriter.BOOLEAN) && fields.bool("cA of the basic constraints");
        OptionalInt pathLength = fields.hasMore()
                ? OptionalInt.of(fields.smallInteger(0, Integer.MAX_VALUE, "path length of the basic constraints"))
                : OptionalInt.empty();
        fields.end("basic constraints");
        return new BasicConstraints(ca, pathLength, critical);
    }
}
