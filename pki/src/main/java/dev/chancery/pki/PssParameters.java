package dev.chancery.pki;

import java.math.BigInteger;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** RSASSA-PSS-params (RFC 4055 section 3.1) of the one usual shape: one digest, MGF1 with it, salt of its length. */
final class PssParameters {
    private PssParameters() {}

    static byte[] encoded(int digestBits) {
        byte[] hash = DerWriter.sequence(digest(digestBits).encoded(), DerWriter.nullValue());
        return DerWriter.sequence(
                DerWriter.tlv(DerWriter.constructed(0), hash),
                DerWriter.tlv(DerWriter.constructed(1), DerWriter.sequence(Oids.MGF1.encoded(), hash)),
                DerWriter.tlv(DerWriter.constructed(2), DerWriter.integer(BigInteger.valueOf(digestBits / 8))));
    }

    /** The digest's length in bits, or 0 when the shape is another. */
    static int digestBits(Der parameters) throws DerException {
        DerReader outer = new DerReader(parameters);
        if (!outer.nextIs(DerWriter.SEQUENCE)) {
            return 0;
        }
        DerReader fields = outer.sequence("PSS parameters");
        if (!fields.nextIs(DerWriter.constructed(0))) {
            return 0;
        }
        int bits = hash(fields.enter(DerWriter.constructed(0), "PSS digest"));
        if (!fields.nextIs(DerWriter.constructed(1))) {
            return 0;
        }
        DerReader mask =
                fields.enter(DerWriter.constructed(1), "PSS mask generation").sequence("PSS mask generation");
        if (!mask.oid("PSS mask generation").equals(Oids.MGF1) || hash(mask) != bits) {
            return 0;
        }
        if (!fields.nextIs(DerWriter.constructed(2))) {
            return 0;
        }
        int salt = fields.enter(DerWriter.constructed(2), "PSS salt length")
                .smallInteger(0, Integer.MAX_VALUE, "PSS salt length");
        return salt * 8 == bits && !fields.hasMore() ? bits : 0;
    }

    private static int hash(DerReader at) throws DerException {
        DerReader identifier = at.sequence("PSS digest");
        Oid oid = identifier.oid("PSS digest");
        @Nullable Der parameters = identifier.hasMore() ? identifier.element("PSS digest parameters") : null;
        if (parameters != null && parameters.at(0) != DerWriter.NULL) {
            return 0;
        }
        return oid.equals(Oids.SHA256) ? 256 : oid.equals(Oids.SHA384) ? 384 : oid.equals(Oids.SHA512) ? 512 : 0;
    }

    private static Oid digest(int bits) {
        return bits == 256 ? Oids.SHA256 : bits == 384 ? Oids.SHA384 : Oids.SHA512;
    }

    static PSSParameterSpec spec(int digestBits) {
        String digest = "SHA-" + digestBits;
        return new PSSParameterSpec(
                digest, "MGF1", new MGF1ParameterSpec(digest), digestBits / 8, PSSParameterSpec.TRAILER_FIELD_BC);
    }
}
