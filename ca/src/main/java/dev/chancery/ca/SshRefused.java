package dev.chancery.ca;

import java.util.List;
import java.util.stream.Collectors;

/** An OpenSSH certificate is not signed; carries every reason, not only the first. */
public final class SshRefused extends Exception {
    private final List<SshFault> faults;

    SshRefused(List<SshFault> faults) {
        super(faults.stream().map(SshFault::sentence).collect(Collectors.joining(" ")), null, false, false);
        this.faults = List.copyOf(faults);
    }

    /** All reasons, at least one. */
    public List<SshFault> faults() {
        return faults;
    }
}
