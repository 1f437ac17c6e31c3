package dev.chancery.edge.access;

import java.util.Locale;

/** Why a token is worth nothing here. The words are stable. */
enum TokenFault {
    /** No token in compact form of an algorithm and type that are accepted, or claims that are none. */
    TOKEN_MALFORMED("The token is no application token (expected: a compact JWS, RS256, of type app)."),
    /** Signed with a key the account does not have, or has no more. */
    TOKEN_KEY_UNKNOWN("The token is signed with a key this account does not have."),
    /** The signature does not hold. */
    TOKEN_FORGED("The token's signature does not hold."),
    /** Of another issuer. */
    TOKEN_ISSUER("The token is of another issuer."),
    /** For another application. */
    TOKEN_AUDIENCE("The token is for another application."),
    /** Past its end. */
    TOKEN_EXPIRED("The token has expired."),
    /** Before its beginning. */
    TOKEN_NOT_YET_VALID("The token is not valid yet."),
    /** Issued before tokens of its application, or its person, were revoked. */
    TOKEN_REVOKED("The token was revoked.");

    private final String sentence;

    TokenFault(String sentence) {
        this.sentence = sentence;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String sentence() {
        return sentence;
    }
}
