package dev.chancery.pki;

import java.math.BigInteger;

/**
 * A signature as OpenSSH writes it: the name of its format, the signature, and for security keys their flags and counter.
 *
 * @param format how it was made
 * @param value RSA and Ed25519: the raw signature; ECDSA: the two numbers r and s in the SSH wire encoding (RFC 5656
 *     section 3.1.2)
 * @param flags of a security key's signature, else 0
 * @param counter of a security key's signature, else 0
 */
public record SshSignature(SshSignatureFormat format, Der value, byte flags, UInt64 counter) {
    /** Longest signature accepted, in bytes: RSA with 16,384 bits. */
    private static final int MAX_BYTES = 2048;

    private static final int DIGEST_BYTES = 32;

    /**
     * What the JCA signed, as OpenSSH writes it.
     *
     * @param signer the public key
     * @param algorithm what was asked of the JCA
     * @param signature what it answered
     * @throws IllegalArgumentException if OpenSSH has no such signatures, or the answer is not one
     */
    public static SshSignature of(SshPublicKey signer, SignatureAlgorithm algorithm, byte[] signature) {
        SshSignatureFormat format = SshSignatureFormat.of(signer.type(), algorithm);
        return new SshSignature(
                format,
                signer.type().curve().isPresent() ? numbers(Der.wrap(signature)) : Der.of(signature),
                (byte) 0,
                UInt64.ZERO);
    }

    /** ECDSA-Sig-Value (RFC 3279 section 2.2.3) to two SSH numbers: both write integers in the same shortest form. */
    private static Der numbers(Der signature) {
        try {
            DerReader outer = new DerReader(signature);
            DerReader pair = outer.sequence("ECDSA signature");
            outer.end("ECDSA signature");
            Der r = pair.content(DerWriter.INTEGER, "r");
            Der s = pair.content(DerWriter.INTEGER, "s");
            pair.end("s");
            return new SshWriter(2 * Integer.BYTES + r.length() + s.length())
                    .string(r)
                    .string(s)
                    .done();
        } catch (DerException e) {
            throw new IllegalArgumentException("not an ECDSA signature: " + e.sentence(), e);
        }
    }

    static SshSignature read(SshReader in) throws SshException {
        int start = in.position();
        String name = in.ascii("signature format");
        SshSignatureFormat format = SshSignatureFormat.ofWireName(name)
                .orElseThrow(() -> new SshException(
                        "The signature format at byte " + start + " is " + SshReader.quoted(name) + ", unknown here."));
        int valueAt = in.position();
        Der value = in.string("signature value");
        if (value.length() > MAX_BYTES) {
            throw new SshException("The signature value at byte " + valueAt + " has " + value.length()
                    + " bytes (expected: at most " + MAX_BYTES + ").");
        }
        boolean securityKey = format.keyType().isSecurityKey();
        byte flags = securityKey ? in.uint8("flags of the security key") : 0;
        UInt64 counter = securityKey ? UInt64.of(in.uint32("counter of the security key")) : UInt64.ZERO;
        in.end("signature");
        return new SshSignature(format, value, flags, counter);
    }

    void write(SshWriter out) {
        int opened = out.open();
        out.string(format.wireName()).string(value);
        if (format.keyType().isSecurityKey()) {
            out.uint8(flags).uint32((int) counter.bits());
        }
        out.close(opened);
    }

    /** Whether this signature over the bytes verifies under the key; never with SHA-1. */
    public boolean verifies(SshPublicKey signer, Der signed) {
        if (signer.type() != format.keyType() || !format.algorithm().isSound()) {
            return false;
        }
        try {
            Der signature = signer.type().curve().isPresent() ? sequence() : value;
            Der message = signer.type().isSecurityKey() ? asSecurityKey(signer, signed) : signed;
            return signer.subjectPublicKey().verify(format.algorithm(), message, signature);
        } catch (SshException e) {
            return false;
        }
    }

    /** What a security key really signs (OpenSSH PROTOCOL.u2f, <em>SSH U2F Signatures</em>). */
    private Der asSecurityKey(SshPublicKey signer, Der signed) {
        byte[] application = signer.application().orElseThrow().sha256();
        return new SshWriter(2 * DIGEST_BYTES + 1 + Integer.BYTES)
                .raw(Der.wrap(application))
                .uint8(flags)
                .uint32((int) counter.bits())
                .raw(Der.wrap(signed.sha256()))
                .done();
    }

    private Der sequence() throws SshException {
        SshReader in = new SshReader(value);
        BigInteger r = in.positive("r");
        BigInteger s = in.positive("s");
        in.end("s");
        return Der.wrap(DerWriter.sequence(DerWriter.integer(r), DerWriter.integer(s)));
    }

    @Override
    public String toString() {
        return "SshSignature[" + format.wireName() + "]";
    }
}
