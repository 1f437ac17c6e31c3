package dev.chancery.control.mtlscertificates;

import dev.chancery.control.refusal.Fault;
import java.util.List;
import java.util.Optional;

/**
 * What a caller wants to upload, as it was sent.
 *
 * @param name empty if none was sent
 * @param ca empty if it was missing or no boolean
 * @param certificates PEM text; empty if it was missing or no text
 * @param privateKey PEM text; empty if none was sent
 * @param faults what the parser found, to be told together with what the upload itself gets wrong
 */
public record Upload(
        String name,
        Optional<Boolean> ca,
        Optional<String> certificates,
        Optional<String> privateKey,
        List<Fault> faults) {
    public Upload {
        faults = List.copyOf(faults);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "Upload[%s]".formatted(name);
    }
}
