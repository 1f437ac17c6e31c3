package dev.chancery.app;

import dev.chancery.control.issuing.PublicUrl;
import java.util.Optional;

/**
 * Where the house can be reached.
 *
 * @param api the API
 * @param open the plain listener for CRL, OCSP and CA certificates beside a TLS API; empty where the API itself is plain
 * @param base the API's URL without a path
 * @param publicUrl the base of what new CAs write into certificates
 */
record Addresses(HostPort api, Optional<HostPort> open, String base, PublicUrl publicUrl) {
    private static final int OPEN_PORT = 8780;

    static Addresses of(StartCommand command, DataFolder data) {
        Ports ports = new Ports(data);
        HostPort api = ports.kept("api", command.listen.hostPort());
        boolean tls = command.listen.tlsLocalCa || command.listen.tlsCert != null;
        Optional<HostPort> open = tls ? Optional.of(ports.kept("open", open(command, api))) : Optional.empty();
        HostPort plain = open.orElse(api);
        String base = command.listen.publicUrl == null
                ? "http://" + plain.urlHost() + ":" + plain.port()
                : ListenOptions.publicBase(command.listen.publicUrl);
        return new Addresses(
                api, open, (tls ? "https://" : "http://") + api.urlHost() + ":" + api.port(), new PublicUrl(base));
    }

    private static HostPort open(StartCommand command, HostPort api) {
        if (command.listenOpen == null) {
            return new HostPort(api.host(), command.listen.hostPort().port() == 0 ? 0 : OPEN_PORT);
        }
        try {
            return HostPort.parse(command.listenOpen);
        } catch (IllegalArgumentException e) {
            throw new Unusable("--listen-open: " + e.getMessage());
        }
    }

    /** Certificates that name a loopback URL can be checked on this machine only; nobody should learn that later. */
    Optional<String> warning() {
        String base = publicUrl.base();
        boolean loopback = base.startsWith("http://127.")
                || base.startsWith("http://localhost")
                || base.startsWith("http://[::1]");
        return loopback
                ? Optional.of("certificates of CAs made now name " + base
                        + " for CRL and OCSP, which other machines cannot fetch (--public-url sets another, before a CA is"
                        + " made)")
                : Optional.empty();
    }
}
