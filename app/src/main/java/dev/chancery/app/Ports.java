package dev.chancery.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/**
 * Free ports, taken once and kept: the CRL and OCSP URLs in certificates name them, so a house started with port 0 must
 * come back where it was.
 */
record Ports(DataFolder data) {
    /**
     * The address with a real port.
     *
     * @param name which listener, for the file the port is kept in
     */
    HostPort kept(String name, HostPort wanted) {
        if (wanted.port() != 0) {
            return wanted;
        }
        Path file = data.path().resolve("port-" + name);
        int port = DataFolder.read(file).map(Ports::number).orElseGet(() -> {
            int free = free(wanted.host());
            DataFolder.write(file, free + "\n");
            return free;
        });
        return wanted.withPort(port);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Unusable(
                    "The kept port \"%s\" is not a number: remove the port file in the data folder.".formatted(text));
        }
    }

    private static int free(String host) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getAllByName(host)[0], 0));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new Unusable("--listen: no free port on %s: %s.".formatted(host, e.getMessage()));
        }
    }
}
