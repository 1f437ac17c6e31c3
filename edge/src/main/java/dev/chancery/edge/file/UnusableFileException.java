package dev.chancery.edge.file;

/** An edge file, or one it names, that cannot be used; the message says which and why, in a sentence. */
public final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableFileException(String sentence) {
        super(sentence);
    }

    /** What is wrong. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
