package dev.chancery.ca;

/** A seal cannot be opened or created: a bad key file, a wrong passphrase. The message is one sentence for a person. */
public final class SealUnusableException extends RuntimeException {
    SealUnusableException(String sentence) {
        super(sentence);
    }
}
