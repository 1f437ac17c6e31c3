package dev.chancery.bench.edge;

import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.Core;
import dev.chancery.bench.server.FreePort;
import dev.chancery.bench.server.Processes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A TLS proxy on the measured core with one worker: it asks for a certificate of the CA, looks into its revocation list, resumes no
 * session, and carries what comes to the origin over kept-alive connections.
 */
final class Contestant implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Process process;
    private final InetSocketAddress address;
    private final Duration untilListening;

    private Contestant(String name, Process process, InetSocketAddress address, Path log) throws IOException {
        this.name = name;
        this.process = process;
        this.address = address;
        this.untilListening = awaitListening(log);
    }

    /** Our edge by a file, with more environment variables. */
    static Contestant chancery(String name, Credentials credentials, InetSocketAddress origin, Map<String, String> more)
            throws IOException {
        Path folder = Files.createDirectories(credentials.folder().resolve(name.replace(' ', '-')));
        Path file = credentials.edgeFile(origin);
        InetSocketAddress address = FreePort.find();
        List<String> command = List.of(
                Checkout.root().resolve("chancery").toString(),
                "edge",
                "--file",
                file.toString(),
                "--listen",
                "127.0.0.1:" + address.getPort());
        return start(name, command, more, address, folder);
    }

    /** Debian's nginx with one worker. */
    static Contestant nginx(Credentials credentials, InetSocketAddress origin) throws IOException {
        Path folder = Files.createDirectories(credentials.folder().resolve("nginx"));
        InetSocketAddress address = FreePort.find();
        Path file = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; worker_processes 1; worker_rlimit_nofile 20000; pid %2$s/nginx.pid; error_log %2$s/error.log crit;
                events { worker_connections 18000; }
                http {
                  access_log off; keepalive_timeout 600s; keepalive_requests 100000000;
                  upstream origin { server 127.0.0.1:%5$d; keepalive 128; keepalive_requests 100000000; }
                  server {
                    listen 127.0.0.1:%4$d ssl backlog=1024 so_keepalive=off; server_name %3$s;
                    ssl_certificate %1$s/server.pem; ssl_certificate_key %1$s/server.key; ssl_protocols TLSv1.3;
                    ssl_client_certificate %1$s/clients.pem; ssl_crl %1$s/clients.crl; ssl_verify_client on;
                    ssl_session_cache off; ssl_session_tickets off;
                    location / {
                      proxy_pass http://origin; proxy_http_version 1.1; proxy_set_header Connection "";
                      proxy_set_header Host $host;
                    }
                  }
                }
                """.formatted(
                        credentials.folder(), folder, Credentials.HOSTNAME, address.getPort(), origin.getPort()));
        return start(
                "nginx",
                List.of(
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-e",
                        folder.resolve("error.log").toString(),
                        "-c",
                        file.toString()),
                Map.of(),
                address,
                folder);
    }

    /** Debian's HAProxy with one thread. */
    static Contestant haproxy(Credentials credentials, InetSocketAddress origin) throws IOException {
        Path folder = Files.createDirectories(credentials.folder().resolve("haproxy"));
        InetSocketAddress address = FreePort.find();
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), """
                global
                  nbthread 1
                  maxconn 9900
                  ulimit-n 20000
                  tune.ssl.cachesize 0
                defaults
                  mode http
                  http-reuse always
                  timeout connect 10s
                  timeout client 600s
                  timeout server 600s
                  timeout http-keep-alive 600s
                frontend door
                  bind 127.0.0.1:%2$d ssl crt %1$s/server-both.pem ca-file %1$s/clients.pem crl-file %1$s/clients.crl verify required ssl-min-ver TLSv1.3 no-tls-tickets
                  default_backend origin
                backend origin
                  server origin 127.0.0.1:%3$d
                """.formatted(
                        credentials.folder(), address.getPort(), origin.getPort()));
        return start("haproxy", List.of("haproxy", "-db", "-f", file.toString()), Map.of(), address, folder);
    }

    private static Contestant start(
            String name, List<String> command, Map<String, String> environment, InetSocketAddress address, Path folder)
            throws IOException {
        Path log = folder.resolve("log");
        return new Contestant(name, Processes.start(Core.MEASURED.pin(command), environment, log), address, log);
    }

    private Duration awaitListening(Path log) throws IOException {
        long started = System.nanoTime();
        while (System.nanoTime() - started < PATIENCE.toNanos() && process.isAlive()) {
            try (Socket _ = new Socket(address.getAddress(), address.getPort())) {
                return Duration.ofNanos(System.nanoTime() - started);
            } catch (IOException notYet) {
                Processes.pause(2);
            }
        }
        process.destroyForcibly();
        throw new IOException(name + " does not listen:\n" + Files.readString(log));
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    InetSocketAddress address() {
        return address;
    }

    /** How long it took from the start of the process to the first connection. */
    Duration untilListening() {
        return untilListening;
    }

    /** The resident memory of it and its workers, KiB. */
    long residentKib() throws IOException {
        return Processes.residentKib(process);
    }

    @Override
    public void close() {
        Processes.stop(process);
    }
}
