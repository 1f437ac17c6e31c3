package dev.chancery.pki;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an OpenSSH certificate says, and is signed for (OpenSSH PROTOCOL.certkeys, <em>New public key formats</em>):
 *
 * <pre>
 * string  type of the certificate, which names the type of the key
 * string  nonce
 *         fields of the key
 * uint64  serial
 * uint32  1 for a user, 2 for a host
 * string  key id
 * string  valid principals: strings
 * uint64  valid after
 * uint64  valid before
 * string  critical options: pairs of string name, string data
 * string  extensions: the same
 * string  reserved, empty
 * string  signature key
 * </pre>
 *
 * @param kind whom it is for
 * @param nonce random bytes, so that no one chooses the whole of what is signed
 * @param key the certified key
 * @param serial chosen by the CA, for revocation; 0 where it does not care
 * @param keyId for logs
 * @param principals the users or hosts it is for, in this order; empty means any, where a server allows that
 * @param validity when it is valid
 * @param criticalOptions by name ascending, none twice
 * @param extensions by name ascending, none twice
 * @param signer the CA's public key
 */
public record SshCertificateContent(
        SshCertificateKind kind,
        Der nonce,
        SshPublicKey key,
        UInt64 serial,
        String keyId,
        List<String> principals,
        SshValidity validity,
        List<SshOption> criticalOptions,
        List<SshOption> extensions,
        SshPublicKey signer) {
    /** Most principals OpenSSH reads (SSHKEY_CERT_MAX_PRINCIPALS). */
    public static final int MAX_PRINCIPALS = 256;

    /** What a certificate without options takes beside its keys and texts, rounded up. */
    private static final int FIXED_BYTES = 320;

    /** Copies the lists; refuses texts with NUL or broken characters, too many principals, and options out of order. */
    public SshCertificateContent {
        principals = List.copyOf(principals);
        criticalOptions = List.copyOf(criticalOptions);
        extensions = List.copyOf(extensions);
        requireText("key id", keyId);
        for (String principal : principals) {
            requireText("principal", principal);
        }
        if (principals.size() > MAX_PRINCIPALS) {
            throw new IllegalArgumentException(
                    principals.size() + " principals (expected: at most " + MAX_PRINCIPALS + ")");
        }
        requireOrder("critical option", criticalOptions);
        requireOrder("extension", extensions);
    }

    private static void requireText(String part, String text) {
        boolean surrogates = false;
        for (int i = 0; i < text.length(); i++) {
            surrogates |= Character.isSurrogate(text.charAt(i));
        }
        // Half a surrogate pair has no UTF-8; asking for it is too dear for the texts that have none.
        if (text.indexOf('\0') >= 0
                || (surrogates && !StandardCharsets.UTF_8.newEncoder().canEncode(text))) {
            throw new IllegalArgumentException("a " + part + " with NUL, or that is not Unicode");
        }
    }

    private static void requireOrder(String part, List<SshOption> options) {
        for (int i = 1; i < options.size(); i++) {
            String before = options.get(i - 1).name();
            String name = options.get(i).name();
            if (before.compareTo(name) >= 0) {
                throw new IllegalArgumentException("the " + part + " " + SshReader.quoted(name) + " after "
                        + SshReader.quoted(before) + " (expected: names ascending, none twice)");
            }
        }
    }

    /**
     * Reads bytes to be signed.
     *
     * @throws SshException when they are not what the protocol writes, or are followed by more
     */
    public static SshCertificateContent parse(Der tbs) throws SshException {
        SshReader in = new SshReader(tbs);
        SshCertificateContent content = SshCertificateReader.content(in);
        in.end("signature key");
        return content;
    }

    /** The bytes to be signed. */
    public Der encode() {
        return write(new SshWriter(sizeGuess())).done();
    }

    private int sizeGuess() {
        return FIXED_BYTES + key.wire().length() + signer.wire().length() + keyId.length() + 16 * principals.size();
    }

    private SshWriter write(SshWriter out) {
        out.string(key.type().certificateName());
        out.string(nonce);
        out.raw(key.fields());
        out.uint64(serial);
        out.uint32(kind.wireNumber());
        out.string(keyId);
        int opened = out.open();
        for (String principal : principals) {
            out.string(principal);
        }
        out.close(opened);
        out.uint64(validity.validAfter());
        out.uint64(validity.validBefore());
        writeOptions(out, criticalOptions);
        writeOptions(out, extensions);
        out.uint32(0);
        return out.string(signer.wire());
    }

    private static void writeOptions(SshWriter out, List<SshOption> options) {
        int opened = out.open();
        for (SshOption option : options) {
            out.string(option.name()).string(option.data());
        }
        out.close(opened);
    }

    /** One line for logs: no key material, and no text longer than a glance. */
    @Override
    public String toString() {
        return "SshCertificateContent[" + kind + " " + key.type().certificateName() + ", serial " + serial + ", key id "
                + SshReader.quoted(keyId) + ", principals "
                + principals.stream().map(SshReader::quoted).collect(Collectors.joining(",")) + "]";
    }
}
