package dev.chancery.trust;

/** A delta that does not lead from the bundle at hand to the one it names: only a whole snapshot helps. */
public final class BundleMismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    BundleMismatchException(String message) {
        super(message);
    }
}
