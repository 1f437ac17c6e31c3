package dev.chancery.bench.edge;

import dev.chancery.bench.server.FreePort;
import dev.chancery.bench.server.Processes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What stands behind every contestant: nginx on the core of the load, which answers 47 octets. */
final class Origin implements AutoCloseable {

    private final Process process;
    private final InetSocketAddress address;

    private Origin(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    static Origin start(Path folder) throws IOException {
        Files.createDirectories(folder);
        InetSocketAddress address = FreePort.find();
        Path file = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/error.log crit;
                events { worker_connections 4096; }
                http {
                  access_log off; keepalive_timeout 600s; keepalive_requests 100000000;
                  server {
                    listen 127.0.0.1:%2$d backlog=1024; default_type application/json;
                    location / { return 200 '{"success":true,"errors":[],"result":{"id":"01"}}'; }
                  }
                }
                """.formatted(folder, address.getPort()));
        Process process = Processes.start(
                List.of(
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-e",
                        folder.resolve("error.log").toString(),
                        "-c",
                        file.toString()),
                Map.of(),
                folder.resolve("log"));
        for (int attempt = 0; attempt < 1000; attempt++) {
            try (Socket _ = new Socket(address.getAddress(), address.getPort())) {
                return new Origin(process, address);
            } catch (IOException notYet) {
                Processes.pause(10);
            }
        }
        Processes.stop(process);
        throw new IOException("nginx does not listen:\n" + Files.readString(folder.resolve("log")));
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        Processes.stop(process);
    }
}
