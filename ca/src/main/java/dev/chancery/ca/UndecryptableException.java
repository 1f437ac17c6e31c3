package dev.chancery.ca;

/**
 * A content key does not unwrap. It says nothing of why: wrong key, wrong parameters, broken padding and a key of the wrong
 * length look alike, so that nobody learns anything by trying.
 */
public final class UndecryptableException extends Exception {
    private static final long serialVersionUID = 1L;

    UndecryptableException() {
        super("The content key does not unwrap.", null, false, false);
    }
}
