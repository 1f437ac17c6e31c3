package dev.chancery.pki;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The critical options of user certificates that OpenSSH knows (PROTOCOL.certkeys, <em>Critical options</em>). A server
 * that does not know one refuses the certificate.
 */
public final class SshCriticalOption {
    /** The command that runs whatever the client asks for. */
    public static final String FORCE_COMMAND = "force-command";

    /** The networks the client must come from, comma-separated in CIDR notation. */
    public static final String SOURCE_ADDRESS = "source-address";

    /** A security key must have verified its user, by a PIN or otherwise. */
    public static final String VERIFY_REQUIRED = "verify-required";

    /** All three. */
    public static final Set<String> NAMES = Set.of(FORCE_COMMAND, SOURCE_ADDRESS, VERIFY_REQUIRED);

    private SshCriticalOption() {}

    /** Runs this command and no other. */
    public static SshOption forceCommand(String command) {
        return SshOption.text(FORCE_COMMAND, command);
    }

    /**
     * Accepts clients from these networks only.
     *
     * @throws IllegalArgumentException for an empty list, which sshd would refuse for everybody
     */
    public static SshOption sourceAddress(List<SshNetwork> networks) {
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("no network (expected: at least one)");
        }
        return SshOption.text(
                SOURCE_ADDRESS, networks.stream().map(SshNetwork::toString).collect(Collectors.joining(",")));
    }

    /** Demands that a security key verified its user. */
    public static SshOption verifyRequired() {
        return SshOption.flag(VERIFY_REQUIRED);
    }
}
