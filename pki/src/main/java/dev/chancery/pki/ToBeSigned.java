package dev.chancery.pki;

/** Bytes of a certificate to be signed that {@link Lint} judged, with what it read in them. */
public final class ToBeSigned {
    private final Der der;
    private final TbsFields fields;

    ToBeSigned(Der der, TbsFields fields) {
        this.der = der;
        this.fields = fields;
    }

    /** The bytes. */
    public Der der() {
        return der;
    }

    TbsFields fields() {
        return fields;
    }

    @Override
    public String toString() {
        return "ToBeSigned[" + der.length() + " bytes]";
    }
}
