package dev.chancery.access;

import dev.chancery.access.ssh.CertSignEndpoints;
import dev.chancery.access.tokens.AccessTokens;
import dev.chancery.access.tokens.CertsEndpoints;
import dev.chancery.access.web.AccessEndpoints;
import dev.chancery.control.accessplane.AccessPlane;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

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
     */
    public record Rim(InstantSource clock, SecureRandom random) {}

    /** Wires everything; reads and writes nothing. */
    public static Access wire(AccessPlane plane, Rim rim) {
        return new Access(List.of(
                new CertsEndpoints(plane.teams(), plane.keys()),
                new CertSignEndpoints(plane.teams(), new AccessTokens(plane.keys(), rim.clock()), plane.sshSigner())));
    }
}
