package dev.chancery.control.customcertificates;

import dev.chancery.control.refusal.Fault;
import java.util.List;
import java.util.Optional;

/**
 * What a caller wants to upload or change, as it was sent.
 *
 * @param certificate PEM text; empty if it was missing or no text
 * @param privateKey PEM text; empty if none was sent
 * @param type what clients it is for; an edit cannot change it
 * @param faults what the parser found, to be told together with what the certificate itself gets wrong
 */
public record CertificateDraft(
        Optional<String> certificate,
        Optional<String> privateKey,
        Optional<CertificateType> type,
        Optional<BundleMethod> bundleMethod,
        List<Fault> faults) {
    public CertificateDraft {
        faults = List.copyOf(faults);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "CertificateDraft[%s]".formatted(type);
    }
}
