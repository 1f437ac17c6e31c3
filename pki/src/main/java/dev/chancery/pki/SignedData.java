package dev.chancery.pki;

/** The outer shape certificates and CRLs share: {@code SEQUENCE { tbs, signatureAlgorithm, signature BIT STRING }}. */
final class SignedData {
    private SignedData() {}

    static Der assemble(Der tbs, SignatureAlgorithm algorithm, byte[] signature) {
        Der identifier = algorithm.identifier();
        int bitString = DerWriter.headerLength(signature.length + 1) + 1 + signature.length;
        int length = tbs.length() + identifier.length() + bitString;
        byte[] out = new byte[DerWriter.headerLength(length) + length];
        int at = DerWriter.putHeader(out, 0, DerWriter.SEQUENCE, length);
        at = tbs.copyTo(out, at);
        at = identifier.copyTo(out, at);
        at = DerWriter.putHeader(out, at, DerWriter.BIT_STRING, signature.length + 1) + 1;
        System.arraycopy(signature, 0, out, at, signature.length);
        return Der.wrap(out);
    }
}
