package dev.chancery.edge.access;

/** What came of reading a token. */
sealed interface TokenReading {
    /** It is believed. */
    record Good(AppToken token) implements TokenReading {}

    /** It is not. */
    record Bad(TokenFault fault) implements TokenReading {}
}
