package dev.chancery.trust.access;

/**
 * How an application's cookie is set (RFC 6265). It is always {@code Secure}.
 *
 * @param sameSite from which sites' pages it comes back
 * @param httpOnly whether scripts are kept from it
 * @param onPath whether it is for the application's path alone
 * @param bound whether a second cookie binds it to the browser it was given to
 */
public record CookieRules(SameSite sameSite, boolean httpOnly, boolean onPath, boolean bound) {
    /** From which sites' pages a cookie comes back. The names are on the wire. */
    public enum SameSite {
        NONE,
        LAX,
        STRICT
    }

    /** What an application has that says nothing of it. */
    public static final CookieRules DEFAULT = new CookieRules(SameSite.LAX, true, false, false);
}
