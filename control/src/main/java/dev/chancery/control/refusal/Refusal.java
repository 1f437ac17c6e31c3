package dev.chancery.control.refusal;

import java.util.List;

/**
 * The caller's fault, on its way to the front: one or several {@link Fault}s. Only {@code v4} renders it.
 *
 * <p>It carries no stack trace: a refusal is an answer, not a failure of ours.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public Refusal(Fault fault) {
        this(List.of(fault));
    }

    /**
     * @param faults everything that was found, first the one whose status the answer takes
     * @throws IllegalArgumentException if empty
     */
    public Refusal(List<Fault> faults) {
        super(faults.isEmpty() ? "" : faults.getFirst().message(), null, false, false);
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("faults: empty (expected: at least one)");
        }
        this.faults = List.copyOf(faults);
    }

    /** What is wrong; never empty. */
    public List<Fault> faults() {
        return faults;
    }

    /** The code the answer's status comes from. */
    public ErrorCode code() {
        return faults.getFirst().code();
    }
}
