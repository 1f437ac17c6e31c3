package dev.chancery.control.http;

import dev.chancery.control.principal.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * Where to listen.
 *
 * @param host a host name or IP literal
 * @param port 0 to 65535; 0 takes a free port
 * @param tls the server's certificate; empty for plain HTTP
 * @param proxies the networks whose forwarded-for headers are believed; empty believes nobody
 */
public record Listen(String host, int port, Optional<Tls> tls, List<Cidr> proxies) {
    public Listen {
        proxies = List.copyOf(proxies);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: %d (expected: 0 to 65535)".formatted(port));
        }
    }

    /**
     * A server's TLS material as PEM text.
     *
     * @param chainPem the certificate, then its issuers
     * @param keyPem the private key, PKCS#8
     */
    public record Tls(String chainPem, String keyPem) {
        @Override
        public String toString() {
            return "Tls[…]";
        }
    }
}
