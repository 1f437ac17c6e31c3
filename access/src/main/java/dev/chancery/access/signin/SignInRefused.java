package dev.chancery.access.signin;

/** Nobody signed in. */
public final class SignInRefused extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param sentence why, for the log of sign-ins and for the person; tells nothing that helps to forge
     */
    public SignInRefused(String sentence) {
        super(sentence, null, false, false);
    }

    /** Why. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
