package dev.chancery.pki;

/** Text or bytes that are not the OpenSSH key or certificate they should be; the sentence names the part and the place. */
public final class SshException extends MalformedException {
    private static final long serialVersionUID = 1L;

    SshException(String sentence) {
        super(sentence);
    }
}
