package dev.chancery.ca;

/**
 * A sealed blob does not open: it was changed, or it lies where it does not belong (another account, key id or
 * purpose). A failure of ours or an attack on the store, never a caller's fault. Carries no key material.
 */
public final class TamperedException extends RuntimeException {
    TamperedException(String sentence) {
        super(sentence);
    }
}
