package dev.chancery.ca;

import java.util.List;
import java.util.stream.Collectors;

/** A certificate is not issued; carries every reason, not only the first. */
public final class IssuanceRefused extends Exception {
    private final List<IssuanceFault> faults;

    IssuanceRefused(List<IssuanceFault> faults) {
        super(faults.stream().map(IssuanceFault::sentence).collect(Collectors.joining(" ")), null, false, false);
        this.faults = List.copyOf(faults);
    }

    /** All reasons, at least one. */
    public List<IssuanceFault> faults() {
        return faults;
    }
}
