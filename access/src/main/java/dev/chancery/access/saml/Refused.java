package dev.chancery.access.saml;

/** Leaves the reading of a response at the first thing that is wrong. Without a stack trace: what it says is its reason. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final SamlRefusal reason;

    Refused(SamlRefusal reason) {
        super(reason.sentence(), null, false, false);
        this.reason = reason;
    }

    SamlRefusal reason() {
        return reason;
    }
}
