package dev.chancery.pki;

import java.time.Instant;

/**
 * An OpenSSH certificate (OpenSSH PROTOCOL.certkeys): its content and the CA's signature over it.
 *
 * <p>Reading proves the structure and that writing gives the same bytes, not that the signature verifies: for that ask
 * {@link #verifies}, and whether the signer is to be believed is the caller's to know.
 */
public final class SshCertificate {
    /** Longest encoding accepted, in bytes. */
    public static final int MAX_BYTES = 65_536;

    /** Longest line accepted, in characters. */
    public static final int MAX_CHARACTERS = 90_000;

    private static final String WHAT = "SSH certificate line";

    private final SshCertificateContent content;
    private final Der signed;
    private final SshSignature signature;
    private final Der wire;

    private SshCertificate(SshCertificateContent content, Der signed, SshSignature signature, Der wire) {
        this.content = content;
        this.signed = signed;
        this.signature = signature;
        this.wire = wire;
    }

    /** Begins a certificate for a user. */
    public static SshCertificateBuilder userCertificate() {
        return new SshCertificateBuilder(SshCertificateKind.USER);
    }

    /** Begins a certificate for a host. */
    public static SshCertificateBuilder hostCertificate() {
        return new SshCertificateBuilder(SshCertificateKind.HOST);
    }

    /**
     * The finished certificate.
     *
     * @param content what it says
     * @param signed {@code content.encode()}, exactly as it was signed
     * @param signature over those bytes
     */
    public static SshCertificate assemble(SshCertificateContent content, Der signed, SshSignature signature) {
        SshWriter out = new SshWriter(signed.length() + 64 + signature.value().length());
        out.raw(signed);
        signature.write(out);
        return new SshCertificate(content, signed, signature, out.done());
    }

    /**
     * Parses the wire encoding.
     *
     * @throws SshException when it is not a certificate as the protocol writes it, or its texts are not UTF-8
     */
    public static SshCertificate parse(Der wire) throws SshException {
        if (wire.length() > MAX_BYTES) {
            throw new SshException(
                    "The SSH certificate has " + wire.length() + " bytes (expected: at most " + MAX_BYTES + ").");
        }
        SshReader in = new SshReader(wire);
        SshCertificateContent content = SshCertificateReader.content(in);
        Der signed = in.since(0);
        SshSignature signature = SshSignature.read(in.enter("signature"));
        in.end("SSH certificate");
        return new SshCertificate(content, signed, signature, wire);
    }

    /**
     * Parses one line {@code type base64 comment}, as {@code id-cert.pub} holds it; the comment is dropped.
     *
     * @throws SshException when it is not one, or names another type than it has
     */
    public static SshCertificate parseLine(String text) throws SshException {
        SshLine line = SshLine.parse(text, MAX_CHARACTERS, WHAT);
        SshKeyType type = SshCertificateReader.type(line.type());
        SshCertificate certificate = parse(line.wire());
        if (certificate.content.key().type() != type) {
            throw new SshException(
                    "The " + WHAT + " says " + type.certificateName() + ", but holds a certificate of type "
                            + certificate.content.key().type().certificateName() + ".");
        }
        return certificate;
    }

    /** What it says. */
    public SshCertificateContent content() {
        return content;
    }

    /** The bytes that were signed. */
    public Der signed() {
        return signed;
    }

    /** The CA's signature over {@link #signed}. */
    public SshSignature signature() {
        return signature;
    }

    /** The whole, as it travels. */
    public Der wire() {
        return wire;
    }

    /** Whether the signature is the signer's; never for one made with SHA-1. */
    public boolean verifies() {
        return signature.verifies(content.signer(), signed);
    }

    /** Whether it is valid at an instant. */
    public boolean isValidAt(Instant instant) {
        return content.validity().contains(instant);
    }

    /** One line without a line break: type, base64, and the comment where there is one. */
    public String toLine(String comment) {
        if (!SshLine.isComment(comment)) {
            throw new IllegalArgumentException("a comment of " + comment.length() + " characters (expected: one line"
                    + " without blanks around it, at most " + SshLine.MAX_COMMENT + " characters)");
        }
        return SshLine.print(content.key().type().certificateName(), wire, comment);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshCertificate that && wire.equals(that.wire);
    }

    @Override
    public int hashCode() {
        return wire.hashCode();
    }

    @Override
    public String toString() {
        return "SshCertificate[" + content + ", signed " + signature.format().wireName() + " by "
                + content.signer().fingerprint() + "]";
    }
}
