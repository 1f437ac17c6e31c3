package dev.chancery.control.accessplane;

import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.Hostname;
import java.net.URI;
import java.time.Duration;

/**
 * An organization, as whoever signs its people in needs it.
 *
 * @param account whose it is
 * @param name for people
 * @param authDomain where its people sign in
 * @param authUrl the same as a URL without a path: the issuer of its tokens
 * @param session how long a sign-in lasts where nothing shorter is said
 * @param redirects whether nobody is asked how to sign in where there is one way
 * @param design what its login page looks like
 */
public record Team(
        AccountId account,
        String name,
        Hostname authDomain,
        URI authUrl,
        Duration session,
        boolean redirects,
        LoginDesign design) {}
