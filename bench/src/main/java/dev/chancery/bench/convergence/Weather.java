package dev.chancery.bench.convergence;

/** What a relay does to the bytes between an edge and control. */
enum Weather {
    /** It carries them. */
    CLEAR,
    /** It has broken every connection and takes none. */
    CUT,
    /** It takes bytes and keeps them, and no connection ends. */
    STALLED,
    /** It keeps each piece for a while. */
    SLOW,
    /** It carries each piece twice; TLS ends such a connection. */
    TWICE,
    /** It lets each piece be overtaken by the next; TLS ends such a connection. */
    SWAPPED
}
