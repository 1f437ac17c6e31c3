package dev.chancery.pki;

/** Input that is not what it claims to be; the message is one sentence fit for the caller who sent it. */
public abstract sealed class MalformedException extends Exception permits PemException, DerException, SshException {
    private static final long serialVersionUID = 1L;

    MalformedException(String sentence) {
        super(sentence);
    }

    /** The sentence: what was found, where, and what was expected. Never key material. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
