package dev.chancery.edge.belief;

/** Which network an edge stands in. */
public enum Network {
    /** It asks wherever a CA is bound. */
    GLOBAL,
    /** It asks only where the hostname's settings say that the China network does too. */
    CHINA
}
