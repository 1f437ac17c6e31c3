package dev.chancery.control.mtlscertificates;

import dev.chancery.ca.UploadedKey;
import dev.chancery.ca.UploadedKeyRefused;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.BundleFault;
import dev.chancery.pki.CertificateBundle;
import dev.chancery.pki.MalformedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of an upload: reads what was sent and gathers everything that is wrong with it, each fault with its place. */
final class UploadRules {
    private static final String CERTIFICATES = "/certificates";
    private static final String PRIVATE_KEY = "/private_key";

    private final List<Fault> faults;

    private UploadRules(List<Fault> faults) {
        this.faults = new ArrayList<>(faults);
    }

    /**
     * An upload that may be kept.
     *
     * @param bundle the certificates
     * @param key the first certificate's private key
     */
    record Accepted(CertificateBundle bundle, Optional<UploadedKey> key) implements AutoCloseable {
        /** Wipes the key. */
        @Override
        public void close() {
            key.ifPresent(UploadedKey::close);
        }
    }

    /**
     * @throws Refusal with every fault
     */
    static Accepted judge(Upload upload, Instant now) {
        return new UploadRules(upload.faults()).read(upload, now);
    }

    private Accepted read(Upload upload, Instant now) {
        Optional<CertificateBundle> bundle = upload.certificates().flatMap(this::bundle);
        bundle.ifPresent(read -> upload.ca().ifPresent(ca -> check(read, ca, now)));
        Optional<UploadedKey> key = bundle.flatMap(read -> upload.privateKey().flatMap(pem -> key(pem, read)));
        if (bundle.isEmpty() || !faults.isEmpty()) {
            key.ifPresent(UploadedKey::close);
            throw new Refusal(faults);
        }
        return new Accepted(bundle.get(), key);
    }

    private Optional<CertificateBundle> bundle(String pem) {
        try {
            return Optional.of(CertificateBundle.parsePem(pem));
        } catch (MalformedException e) {
            faults.add(
                    ErrorCode.CERTIFICATE_UNREADABLE.at(CERTIFICATES, "Unable to parse certificate: " + e.sentence()));
            return Optional.empty();
        }
    }

    private void check(CertificateBundle bundle, boolean ca, Instant now) {
        for (BundleFault fault : ca ? bundle.checkCa(now) : bundle.checkLeaf(now)) {
            boolean leafs = fault.kind() == BundleFault.Kind.NOT_A_LEAF;
            faults.add(code(fault, ca).at(leafs ? "/ca" : CERTIFICATES, fault.sentence()));
        }
    }

    private static ErrorCode code(BundleFault fault, boolean ca) {
        return switch (fault.kind()) {
            case NOT_A_CERTIFICATE -> ErrorCode.CERTIFICATE_UNREADABLE;
            // In a leaf's chain it means that one certificate cannot have issued the other.
            case NOT_A_CA -> ca ? ErrorCode.CERTIFICATE_NOT_A_CA : ErrorCode.CHAIN_BROKEN;
            case CANNOT_SIGN -> ca ? ErrorCode.CERTIFICATE_NOT_A_CA : ErrorCode.CHAIN_BROKEN;
            case SIGNATURE_ALGORITHM -> ErrorCode.CERTIFICATE_NOT_A_CA;
            case NOT_A_LEAF -> ErrorCode.CERTIFICATE_NOT_A_LEAF;
            case NOT_ISSUED_BY_NEXT, SIGNATURE, DUPLICATE, PATH_LENGTH -> ErrorCode.CHAIN_BROKEN;
            case EXPIRED -> ErrorCode.CERTIFICATE_EXPIRED;
            case KEY -> ErrorCode.KEY_NOT_ALLOWED;
        };
    }

    private Optional<UploadedKey> key(String pem, CertificateBundle bundle) {
        try {
            return Optional.of(UploadedKey.parse(pem, bundle.first().publicKey()));
        } catch (UploadedKeyRefused e) {
            faults.add(code(e.fault()).at(PRIVATE_KEY, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private static ErrorCode code(UploadedKeyRefused.Fault fault) {
        return switch (fault) {
            case NOT_PEM, NOT_A_PRIVATE_KEY, SEVERAL_KEYS, ENCRYPTED, MALFORMED -> ErrorCode.PRIVATE_KEY_UNREADABLE;
            case UNSUPPORTED -> ErrorCode.KEY_NOT_ALLOWED;
            case NOT_THE_CERTIFICATES_KEY -> ErrorCode.PRIVATE_KEY_MISMATCH;
        };
    }
}
