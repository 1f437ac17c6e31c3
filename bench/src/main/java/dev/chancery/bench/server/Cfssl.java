package dev.chancery.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chancery.bench.load.Connection;
import dev.chancery.bench.load.HttpRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The peer: {@code cfssl serve} (Debian's golang-cfssl) with a P-256 CA and a client profile, on the measured core with one
 * Go thread of execution. It verifies the request's signature as we do, and stores nothing.
 */
public final class Cfssl implements AutoCloseable {

    private static final String CA_REQUEST = """
            {"CN": "bench", "key": {"algo": "ecdsa", "size": 256}, "ca": {"expiry": "87600h"}}
            """;
    private static final String PROFILE = """
            {"signing": {"default": {"expiry": "87600h", "usages": ["digital signature", "client auth"]}}}
            """;

    private final Process process;
    private final InetSocketAddress address;

    private Cfssl(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /** Makes a CA in the folder and serves it. */
    public static Cfssl start(Path folder) throws IOException {
        Path request = Files.writeString(folder.resolve("ca.json"), CA_REQUEST);
        Path profile = Files.writeString(folder.resolve("profile.json"), PROFILE);
        String made = Processes.run(List.of("cfssl", "gencert", "-loglevel", "5", "-initca", request.toString()));
        JsonNode ca = JsonMapper.builder().build().readTree(made);
        Path certificate =
                Files.writeString(folder.resolve("ca.pem"), ca.path("cert").asText());
        Path key =
                Files.writeString(folder.resolve("ca-key.pem"), ca.path("key").asText());
        InetSocketAddress address = FreePort.find();
        List<String> command = List.of(
                "cfssl",
                "serve",
                "-address",
                "127.0.0.1",
                "-port",
                Integer.toString(address.getPort()),
                "-ca",
                certificate.toString(),
                "-ca-key",
                key.toString(),
                "-config",
                profile.toString(),
                // Only fatal errors: a line for each request would cost it time that we do not spend.
                "-loglevel",
                "5");
        Process process =
                Processes.start(Core.MEASURED.pin(command), Map.of("GOMAXPROCS", "1"), folder.resolve("cfssl.log"));
        Cfssl cfssl = new Cfssl(process, address);
        cfssl.awaitListening();
        return cfssl;
    }

    /** Returns where cfssl listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Returns a request for a certificate. */
    public byte[] sign(String csr) {
        URI target = URI.create("http://127.0.0.1:" + address.getPort() + "/api/v1/cfssl/sign");
        String body = "{\"certificate_request\":\"" + csr.replace("\n", "\\n") + "\"}";
        return HttpRequest.withBody("POST", target, "", body);
    }

    @Override
    public void close() {
        Processes.stop(process);
    }

    private void awaitListening() throws IOException {
        for (int attempt = 0; attempt < 1000; attempt++) {
            try (Connection _ = Connection.to(address)) {
                return;
            } catch (IOException notYet) {
                Processes.pause(10);
            }
        }
        throw new IOException("cfssl does not listen");
    }
}
