package dev.chancery.control.accesscertificates;

import dev.chancery.control.refusal.Fault;
import java.util.List;
import java.util.Optional;

/**
 * A certificate to be added, or what is to become of one, as it was sent.
 *
 * @param name empty where none was sent
 * @param certificate PEM text; empty where none was sent
 * @param hostnames any texts; none sent is the empty list
 * @param faults what the parser found, to be told together with what the operation itself finds
 */
public record CertificateDraft(
        Optional<String> name, Optional<String> certificate, List<String> hostnames, List<Fault> faults) {
    public CertificateDraft {
        hostnames = List.copyOf(hostnames);
        faults = List.copyOf(faults);
    }
}
