package dev.chancery.pki;

/** Bytes that are not the DER structure they should be (X.690); the sentence names the part and the byte offset. */
public final class DerException extends MalformedException {
    private static final long serialVersionUID = 1L;

    DerException(String sentence) {
        super(sentence);
    }
}
