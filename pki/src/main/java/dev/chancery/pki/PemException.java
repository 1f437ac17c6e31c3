package dev.chancery.pki;

/** Text that is not well-formed PEM (RFC 7468); the sentence names the line, counted from 1. */
public final class PemException extends MalformedException {
    private static final long serialVersionUID = 1L;

    PemException(String sentence) {
        super(sentence);
    }
}
