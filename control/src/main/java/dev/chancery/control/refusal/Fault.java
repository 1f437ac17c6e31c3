package dev.chancery.control.refusal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param code the stable number and status
 * @param message a sentence that names the offending value and the expected one; never key material
 * @param pointer where in the body (RFC 6901) or which parameter; null when the fault has no place
 * @param chain faults that explain this one (rendered as {@code error_chain}); mostly empty
 */
public record Fault(
        ErrorCode code, String message, @Nullable String pointer, List<Fault> chain) {
    public Fault {
        chain = List.copyOf(chain);
    }

    /** This fault with its causes. */
    public Fault causedBy(Fault... causes) {
        return new Fault(code, message, pointer, List.of(causes));
    }
}
