package dev.chancery.pki;

import java.util.ArrayList;
import java.util.List;

/** Reads the content of an OpenSSH certificate strictly: what it accepts, {@link SshCertificateContent} writes the same. */
final class SshCertificateReader {
    private SshCertificateReader() {}

    static SshKeyType type(String name) throws SshException {
        return SshKeyType.ofCertificateName(name)
                .orElseThrow(() -> new SshException("The SSH certificate type is " + SshReader.quoted(name)
                        + " (expected: one of " + SshKeyType.certificateNames() + ")."));
    }

    static SshCertificateContent content(SshReader in) throws SshException {
        SshKeyType type = type(in.ascii("SSH certificate type"));
        Der nonce = in.string("nonce");
        SshPublicKey key = SshPublicKey.readAfterName(type, in);
        UInt64 serial = in.uint64("serial");
        SshCertificateKind kind = kind(in);
        String keyId = in.utf8("key id");
        List<String> principals = principals(in);
        SshValidity validity = validity(in);
        List<SshOption> criticalOptions = options(in, "critical option");
        List<SshOption> extensions = options(in, "extension");
        in.string(0, "reserved field");
        SshPublicKey signer = SshPublicKey.read(in.enter("signature key"));
        return new SshCertificateContent(
                kind, nonce, key, serial, keyId, principals, validity, criticalOptions, extensions, signer);
    }

    private static SshCertificateKind kind(SshReader in) throws SshException {
        int start = in.position();
        long number = in.uint32("certificate kind");
        for (SshCertificateKind kind : SshCertificateKind.values()) {
            if (kind.wireNumber() == number) {
                return kind;
            }
        }
        throw new SshException("The certificate kind at byte " + start + " is " + number
                + " (expected: 1 for a user or 2 for a host).");
    }

    private static List<String> principals(SshReader in) throws SshException {
        int start = in.position();
        SshReader list = in.enter("principals");
        List<String> principals = new ArrayList<>(1);
        while (list.hasMore()) {
            principals.add(list.utf8("principal"));
            if (principals.size() > SshCertificateContent.MAX_PRINCIPALS) {
                throw new SshException("The principals at byte " + start + " are more than "
                        + SshCertificateContent.MAX_PRINCIPALS + ".");
            }
        }
        return principals;
    }

    private static SshValidity validity(SshReader in) throws SshException {
        int start = in.position();
        UInt64 validAfter = in.uint64("valid after");
        UInt64 validBefore = in.uint64("valid before");
        if (validBefore.compareTo(validAfter) <= 0) {
            throw new SshException("The validity at byte " + start + " ends at " + validBefore
                    + ", not after its beginning " + validAfter + ".");
        }
        return new SshValidity(validAfter, validBefore);
    }

    private static List<SshOption> options(SshReader in, String part) throws SshException {
        SshReader list = in.enter(part + "s");
        List<SshOption> options = new ArrayList<>(0);
        while (list.hasMore()) {
            int start = list.position();
            String name = list.ascii(part + " name");
            if (!SshOption.isName(name)) {
                throw new SshException("The " + part + " name at byte " + start + " is " + SshReader.quoted(name)
                        + " (expected: 1 to " + SshOption.MAX_NAME + " characters without blanks).");
            }
            if (!options.isEmpty() && options.getLast().name().compareTo(name) >= 0) {
                throw new SshException("The " + part + " " + SshReader.quoted(name) + " at byte " + start + " follows "
                        + SshReader.quoted(options.getLast().name()) + " (expected: names ascending, none twice).");
            }
            options.add(new SshOption(name, list.string(part + " data")));
        }
        return options;
    }
}
