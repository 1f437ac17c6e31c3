package dev.chancery.trust;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * All that a bundle's configuration says of one hostname.
 *
 * @param bound whether some CA is bound to it: its clients are asked for a certificate and refused without a good one. It stays
 *     true where a bound CA is not in the bundle, which then lets nobody in
 * @param authorities the CAs in force, in the order of their ids
 * @param clientCertificateForwarding whether the origin hears the client's certificate
 * @param chinaNetwork whether edges of the China network ask for a certificate
 * @param mode what becomes of a request that the judge refuses
 * @param graceHours for how long revocation data of uploaded CAs may be past its next update; 0 is strict
 * @param certHeaders whether the origin hears the {@code cf-cert-*} headers
 * @param origin where its requests go; empty where nobody said
 */
public record Site(
        Hostname hostname,
        boolean bound,
        List<TrustEntry.Authority> authorities,
        boolean clientCertificateForwarding,
        boolean chinaNetwork,
        TrustEntry.Mode mode,
        int graceHours,
        boolean certHeaders,
        Optional<URI> origin) {
    public Site {
        authorities = List.copyOf(authorities);
    }
}
