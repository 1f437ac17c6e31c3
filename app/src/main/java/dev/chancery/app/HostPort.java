package dev.chancery.app;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where to listen.
 *
 * @param host a host name or IP literal, IPv6 without brackets
 * @param port 0 to 65535; 0 takes a free port
 */
record HostPort(String host, int port) {
    HostPort {
        if (host.isEmpty() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("%s:%d (expected: HOST:PORT, port 0 to 65535)".formatted(host, port));
        }
    }

    /**
     * Reads {@code HOST:PORT} or {@code [IPV6]:PORT}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("\"%s\" (expected: HOST:PORT)".formatted(text));
        }
        String host = text.substring(0, colon);
        String port = text.substring(colon + 1);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("\"%s\" (expected: [IPV6]:PORT for an IPv6 address)".formatted(text));
        }
        if (!port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("\"%s\" (expected: a port from 0 to 65535)".formatted(text));
        }
        return new HostPort(host, Integer.parseInt(port));
    }

    /** Whether only this machine can connect. */
    boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new Unusable("--listen: the host %s is not known here.".formatted(host));
        }
    }

    /** The host as it stands in a URL; a wildcard address is written as loopback. */
    String urlHost() {
        if (host.equals("0.0.0.0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    HostPort withPort(int other) {
        return new HostPort(host, other);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
