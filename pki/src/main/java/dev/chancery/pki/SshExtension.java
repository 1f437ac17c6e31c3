package dev.chancery.pki;

/** The extensions of user certificates that OpenSSH knows, all of them flags (PROTOCOL.certkeys, <em>Extensions</em>). */
public enum SshExtension {
    /** A signature by a security key counts without the user having touched it. */
    NO_TOUCH_REQUIRED("no-touch-required"),
    /** X11 forwarding. */
    PERMIT_X11_FORWARDING("permit-X11-forwarding"),
    /** Agent forwarding. */
    PERMIT_AGENT_FORWARDING("permit-agent-forwarding"),
    /** Port forwarding. */
    PERMIT_PORT_FORWARDING("permit-port-forwarding"),
    /** A terminal. */
    PERMIT_PTY("permit-pty"),
    /** Execution of {@code ~/.ssh/rc}. */
    PERMIT_USER_RC("permit-user-rc");

    private final String wireName;

    SshExtension(String wireName) {
        this.wireName = wireName;
    }

    /** The name in a certificate. */
    public String wireName() {
        return wireName;
    }

    /** As it stands in a certificate. */
    public SshOption option() {
        return SshOption.flag(wireName);
    }
}
