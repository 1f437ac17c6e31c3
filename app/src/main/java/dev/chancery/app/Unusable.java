package dev.chancery.app;

/** A start or command that cannot go on, in one sentence for the person at the terminal. */
final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param sentence what is wrong and what to do about it; never a secret
     */
    Unusable(String sentence) {
        super(sentence);
    }
}
