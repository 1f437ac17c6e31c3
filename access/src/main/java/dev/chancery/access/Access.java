package dev.chancery.access;

import dev.chancery.access.oidc.OidcSignIn;
import dev.chancery.access.saml.SamlEndpoints;
import dev.chancery.access.saml.SamlSignIn;
import dev.chancery.access.signin.Pause;
import dev.chancery.access.signin.PinMail;
import dev.chancery.access.signin.SignIn;
import dev.chancery.access.signin.SignInMethod;
import dev.chancery.access.ssh.CertSignEndpoints;
import dev.chancery.access.tokens.AccessTokens;
import dev.chancery.access.tokens.CertsEndpoints;
import dev.chancery.access.web.AccessEndpoints;
import dev.chancery.control.accessplane.AccessPlane;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The role access, wired: every family of endpoints with what it needs, and nothing decided. The product and the tests stand on
 * this same wiring.
 *
 * @param endpoints what answers under {@code /cdn-cgi/access}
 */
public record Access(List<AccessEndpoints> endpoints) {
    public Access {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * What the rim hands in.
     *
     * @param random draws codes and nonces
     * @param mail brings PINs; without it nobody signs in by one
     * @param sending runs what nobody waits for
     * @param pause lets time pass while a command line waits for its token
     */
    public record Rim(
            InstantSource clock, SecureRandom random, Optional<PinMail> mail, Executor sending, Pause pause) {}

    /** Wires everything; reads and writes nothing. */
    public static Access wire(AccessPlane plane, Rim rim) {
        AccessTokens tokens = new AccessTokens(plane.keys(), rim.clock());
        List<SignInMethod> methods = List.of(
                new OidcSignIn(plane.providers(), rim.random()),
                new SamlSignIn(plane.saml(), plane.keys(), rim.random(), rim.clock()));
        List<AccessEndpoints> endpoints = new ArrayList<>();
        endpoints.add(new CertsEndpoints(plane.teams(), plane.keys()));
        endpoints.add(new SamlEndpoints(plane));
        endpoints.add(new CertSignEndpoints(plane.teams(), tokens, plane.head(), plane.sshSigner()));
        endpoints.addAll(SignIn.endpoints(new SignIn.Parts(
                plane, tokens, methods, rim.mail(), rim.sending(), rim.random(), rim.clock(), rim.pause())));
        return new Access(endpoints);
    }
}
