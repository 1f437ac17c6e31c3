package dev.chancery.control.accesscertificates;

import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.Published;
import dev.chancery.trust.Hostname;

/**
 * What edges do at a hostname whose clients show certificates.
 *
 * @param hostname the name
 * @param chinaNetwork whether client certificates are asked for in China too
 * @param clientCertificateForwarding whether the origin is sent the client's certificate
 */
public record HostnameSetting(Hostname hostname, boolean chinaNetwork, boolean clientCertificateForwarding) {
    /** The same without its hostname, and with the zone it lies in: what a row says. */
    record Value(ZoneId zone, boolean chinaNetwork, boolean clientCertificateForwarding) {}

    static HostnameSetting of(Published<Value> row) {
        return new HostnameSetting(
                row.hostname(), row.what().chinaNetwork(), row.what().clientCertificateForwarding());
    }
}
