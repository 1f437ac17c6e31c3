package dev.chancery.ca;

/** An uploaded private key is not accepted. The message is one sentence for its owner and holds no key material. */
public final class UploadedKeyRefused extends Exception {
    /** Why, as a stable name. */
    public enum Fault {
        /** No PEM block at all. */
        NOT_PEM,
        /** A PEM block, but not of a private key. */
        NOT_A_PRIVATE_KEY,
        /** More than one private key. */
        SEVERAL_KEYS,
        /** Protected by a passphrase. */
        ENCRYPTED,
        /** The block is of the right kind, but its content is not a key. */
        MALFORMED,
        /** A key of a kind, curve or size that is not supported. */
        UNSUPPORTED,
        /** A sound key that does not belong to the certificate. */
        NOT_THE_CERTIFICATES_KEY
    }

    private final Fault fault;

    UploadedKeyRefused(Fault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    /** The stable name of the fault. */
    public Fault fault() {
        return fault;
    }
}
