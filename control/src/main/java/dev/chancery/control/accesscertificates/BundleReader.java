package dev.chancery.control.accesscertificates;

import dev.chancery.control.refusal.Fault;
import dev.chancery.pki.BundleFault;
import dev.chancery.pki.CertificateBundle;
import dev.chancery.pki.MalformedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the PEM text of a CA; what is wrong with it becomes faults. */
final class BundleReader {
    private static final String CERTIFICATE = "/certificate";

    private BundleReader() {}

    /** Reads a text, and takes whatever certificates it holds. */
    static Optional<CertificateBundle> read(String pem, List<Fault> faults) {
        try {
            return Optional.of(CertificateBundle.parsePem(pem));
        } catch (MalformedException e) {
            faults.add(AccessFaults.invalid(CERTIFICATE, "Unable to parse certificate: " + e.sentence()));
            return Optional.empty();
        }
    }

    /** The same, and judges them as a CA at this instant. */
    static Optional<CertificateBundle> readCa(String pem, Instant now, List<Fault> faults) {
        Optional<CertificateBundle> bundle = read(pem, faults);
        bundle.ifPresent(read -> {
            for (BundleFault fault : read.checkCa(now)) {
                faults.add(AccessFaults.invalid(CERTIFICATE, fault.sentence()));
            }
        });
        return bundle;
    }
}
