package dev.chancery.trust.access;

/** The types of application that edges protect. The names are on the wire. */
public enum ApplicationType {
    /** Reached by a browser or a program. */
    SELF_HOSTED,
    /** Reached by SSH through a domain of its own. */
    SSH,
    /** Reached by VNC through a domain of its own. */
    VNC,
    /** Reached by RDP through a domain of its own. */
    RDP
}
