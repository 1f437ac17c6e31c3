package dev.chancery.trust.access;

/** What is known of a visitor's client certificate. */
public sealed interface ClientCertificate {
    /** None was shown, or none that is any good. */
    record None() implements ClientCertificate {}

    /**
     * A valid, unrevoked one of a CA of the hostname.
     *
     * @param commonName of its subject; empty if it has none
     */
    record Valid(String commonName) implements ClientCertificate {}

    /** Whoever asks cannot see it: the visitor is at another hostname, where none is asked for. */
    record Unseen() implements ClientCertificate {}

    /** None was shown. */
    ClientCertificate NONE = new None();

    /** It cannot be seen from here. */
    ClientCertificate UNSEEN = new Unseen();
}
