package dev.chancery.app;

import dev.chancery.control.principal.Cidr;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where to listen, under which certificate, behind whom. */
final class ListenOptions {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8787",
            description = "Where the API listens (default: ${DEFAULT-VALUE}; port 0 takes a free one and keeps it).")
    String listen = "127.0.0.1:8787";

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description =
                    "The base of the CRL, OCSP and CA URLs written into certificates, e.g. http://pki.example.com."
                            + " Fixed for a CA when it is created.")
    @Nullable
    String publicUrl;

    @Option(names = "--tls-cert", paramLabel = "FILE", description = "The API's certificate chain, PEM.")
    @Nullable
    Path tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The API's private key, PEM (PKCS#8).")
    @Nullable
    Path tlsKey;

    @Option(
            names = "--tls-local-ca",
            description =
                    "Serve TLS with a certificate of this house's own local CA (its root is in CHANCERY_CA_FILE).")
    boolean tlsLocalCa;

    @Option(
            names = "--behind-proxy",
            paramLabel = "CIDR",
            split = ",",
            description = "Networks of the proxies in front, whose forwarded-for headers are believed.")
    List<String> behindProxy = new ArrayList<>();

    HostPort hostPort() {
        try {
            return HostPort.parse(listen);
        } catch (IllegalArgumentException e) {
            throw new Unusable("--listen: " + e.getMessage());
        }
    }

    List<Cidr> proxies() {
        return behindProxy.stream()
                .map(text -> Cidr.parse(text)
                        .orElseThrow(() -> new Unusable(
                                "--behind-proxy: \"%s\" (expected: a network such as 10.0.0.0/8)".formatted(text))))
                .toList();
    }

    /** Off loopback nobody may read tokens off the wire: TLS here, or a proxy that ends it (DESIGN 4.12). */
    void check() {
        if ((tlsCert == null) != (tlsKey == null)) {
            throw new Unusable("--tls-cert and --tls-key go together.");
        }
        if (tlsCert != null && tlsLocalCa) {
            throw new Unusable("--tls-cert and --tls-local-ca exclude each other.");
        }
        boolean protectedOnTheWire = tlsCert != null || tlsLocalCa || !behindProxy.isEmpty();
        if (!protectedOnTheWire && !hostPort().isLoopback()) {
            throw new Unusable(
                    "--listen %s is reachable from other machines: add --tls-cert and --tls-key, --tls-local-ca, or --behind-proxy CIDR."
                            .formatted(listen));
        }
        if (publicUrl != null) {
            publicBase(publicUrl);
        }
    }

    /** The base URL as given, without a trailing slash; plain http, because CRL and OCSP clients do not speak TLS. */
    static String publicBase(String text) {
        try {
            URI uri = URI.create(text);
            if ("http".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
            }
        } catch (IllegalArgumentException e) {
            // said below, with the rest
        }
        throw new Unusable(
                "--public-url: \"%s\" (expected: http://HOST[:PORT][/PATH]; relying parties fetch CRL and OCSP over plain http)"
                        .formatted(text));
    }
}
