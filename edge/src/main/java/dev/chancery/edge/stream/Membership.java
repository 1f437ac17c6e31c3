package dev.chancery.edge.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.ClientFactoryBuilder;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.TlsKeyPair;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionException;

/**
 * An edge's belonging to a control plane, kept in a folder of its own: who it is, and what it believed. The key is
 * made here and never leaves; files are readable by their owner only.
 */
public final class Membership {
    private static final Duration RENEW_BEFORE = Duration.ofDays(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final SecureRandom random;
    private final InstantSource clock;

    /**
     * @param folder made if missing
     */
    public Membership(Path folder, SecureRandom random, InstantSource clock) {
        this.folder = folder;
        this.random = random;
        this.clock = clock;
    }

    /** Whether it has joined. */
    public boolean joined() {
        return Files.exists(folder.resolve("certificate.pem"));
    }

    /**
     * Joins control over the network.
     *
     * @throws IllegalStateException in one sentence, if control cannot be reached or refuses
     */
    public void join(Invitation invitation) {
        EdgeKey key = EdgeKey.make(random);
        ClientFactoryBuilder factory = ClientFactory.builder()
                .tlsCustomizer(tls -> tls.trustManager(new FirstMeeting(invitation.fingerprint())));
        JsonNode answer =
                call(factory, invitation.url(), "/edge/join", Map.of("secret", invitation.secret(), "csr", key.csr()));
        keep(invitation.url(), key, answer);
    }

    /** How to join without a network, where control is in this process. */
    public interface Door {
        /**
         * Has a key certified.
         *
         * @param csr PKCS#10 PEM
         */
        EdgeIdentity certified(String csr);
    }

    /** Joins control in the same process. */
    public void join(Door door) {
        EdgeKey key = EdgeKey.make(random);
        EdgeIdentity who = door.certified(key.csr());
        keep(new EdgeIdentity(who.id(), who.url(), who.certificate(), key.key(), who.root()));
    }

    /** The edge comes to another address of the same control plane from now on. */
    public void movedTo(String url) {
        write("url", url);
    }

    /** Who it is now. */
    public EdgeIdentity identity() {
        return new EdgeIdentity(read("id"), read("url"), read("certificate.pem"), read("key.pem"), read("root.pem"));
    }

    /**
     * Has a new key certified if the certificate is over soon.
     *
     * @throws IllegalStateException in one sentence, if control cannot be reached or refuses
     */
    public void renewInTime() {
        EdgeIdentity who = identity();
        if (clock.instant().plus(RENEW_BEFORE).isBefore(certificate(who).notAfter())) {
            return;
        }
        EdgeKey key = EdgeKey.make(random);
        ClientFactoryBuilder factory = ClientFactory.builder()
                .tls(TlsKeyPair.of(bytes(who.key()), bytes(who.certificate())))
                .tlsCustomizer(tls -> tls.trustManager(bytes(who.root())));
        keep(who.url(), key, call(factory, who.url(), "/edge/renew", Map.of("csr", key.csr())));
    }

    private static Certificate certificate(EdgeIdentity who) {
        try {
            return Certificate.parsePem(who.certificate());
        } catch (PemException | DerException e) {
            throw new IllegalStateException("the edge's own certificate cannot be read", e);
        }
    }

    private static JsonNode call(ClientFactoryBuilder builder, String url, String path, Map<String, String> body) {
        try (ClientFactory factory =
                builder.connectTimeout(Duration.ofSeconds(5)).build()) {
            AggregatedHttpResponse answer = WebClient.builder(url)
                    .factory(factory)
                    .responseTimeout(Duration.ofSeconds(20))
                    .build()
                    .prepare()
                    .post(path)
                    .content(MediaType.JSON, JSON.writeValueAsBytes(body))
                    .execute()
                    .aggregate()
                    .join();
            JsonNode json = JSON.readTree(answer.contentUtf8());
            if (!answer.status().equals(HttpStatus.OK)) {
                throw new IllegalStateException("control refuses the edge: "
                        + json.at("/errors/0/message").asText("it answers " + answer.status()));
            }
            return json.path("result");
        } catch (IOException e) {
            throw new IllegalStateException("control at %s answers what nobody understands".formatted(url), e);
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "control at %s cannot be reached: %s".formatted(url, cause.getMessage()), e);
        }
    }

    private void keep(String url, EdgeKey key, JsonNode answer) {
        keep(new EdgeIdentity(
                answer.path("id").asText(),
                url,
                answer.path("certificate").asText(),
                key.key(),
                answer.path("root").asText()));
    }

    /** The certificate last: an edge has joined when that is there. */
    private void keep(EdgeIdentity who) {
        write("id", who.id());
        write("url", who.url());
        write("root.pem", who.root());
        write("key.pem", who.key());
        write("certificate.pem", who.certificate());
    }

    /** What it keeps of what it believed. */
    public KeptBelief believed() {
        return new KeptBelief(folder);
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path fresh = Files.createTempFile(folder, name, ".new");
            Files.writeString(fresh, text + "\n");
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteArrayInputStream bytes(String pem) {
        return new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
