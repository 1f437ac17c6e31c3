package dev.chancery.app.ssh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gets a person a certificate for the SSH application at a hostname. */
public final class ShortLivedCertificate {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int UNAUTHORIZED = 401;

    private final ClientFolder folder;
    private final Web web;
    private final SignIn signIn;
    private final InstantSource clock;

    /** What lies in the folder afterwards. */
    public record Made(Path key, Path certificate, String expiresAt) {}

    ShortLivedCertificate(ClientFolder folder, Web web, SignIn signIn, InstantSource clock) {
        this.folder = folder;
        this.web = web;
        this.signIn = signIn;
        this.clock = clock;
    }

    /**
     * With the person's browser.
     *
     * @param show shows a person a page
     * @param random draws keys that one sign-in lasts
     */
    public static ShortLivedCertificate withBrowser(
            ClientFolder folder, Web web, Consumer<URI> show, SecureRandom random, InstantSource clock) {
        return new ShortLivedCertificate(folder, web, new BrowserSignIn(web, show, random), clock);
    }

    /** The private key's file for a hostname. */
    public static Path key(ClientFolder folder, Site site) {
        return folder.file(keyName(site));
    }

    /**
     * Signs in where no token lies in the folder, or one that is not good any more, and has the key certified.
     *
     * @throws SshFailed if it does not work
     */
    public Made make(Site site) {
        Metadata metadata = Metadata.of(site, web, clock);
        String key = keyName(site);
        String line = UserKey.line(folder.file(key));
        Signed signed = kept(site, metadata)
                .map(token -> sign(token, line))
                // Taken back, or its key is: whoever signs in anew may be let in.
                .filter(answer -> answer.status() != UNAUTHORIZED)
                .orElseGet(() -> sign(fresh(site, metadata), line));
        folder.write(key + "-cert.pub", signed.part("certificate").strip() + "\n");
        return new Made(folder.file(key), folder.file(key + "-cert.pub"), signed.part("expires_at"));
    }

    /**
     * What was answered.
     *
     * @param by who answered
     */
    private record Signed(int status, JsonNode said, URI by) {
        String part(String name) {
            if (status != 200) {
                throw new SshFailed(
                        "%s: %s (status %d)".formatted(by, said.path("message").asText(), status));
            }
            return said.path(name).asText();
        }
    }

    private static String keyName(Site site) {
        return site.fileName() + "-key";
    }

    private static String tokenName(Site site, Metadata metadata) {
        return site.fileName() + "-" + metadata.audience() + "-token";
    }

    private Optional<AppToken> kept(Site site, Metadata metadata) {
        return folder.read(tokenName(site, metadata))
                .flatMap(text -> AppToken.parse(text, metadata.audience(), clock))
                .filter(token -> token.issuer().equals(issuer(metadata)));
    }

    private AppToken fresh(Site site, Metadata metadata) {
        AppToken token = AppToken.parse(signIn.token(site, metadata), metadata.audience(), clock)
                .filter(got -> got.issuer().equals(issuer(metadata)))
                .orElseThrow(() ->
                        new SshFailed("%s gave a token that is for something else".formatted(metadata.authDomain())));
        folder.write(tokenName(site, metadata), token.text());
        return token;
    }

    private static URI issuer(Metadata metadata) {
        return URI.create("https://" + metadata.authDomain());
    }

    private Signed sign(AppToken token, String key) {
        try {
            HttpResponse<byte[]> answer =
                    web.send(HttpRequest.newBuilder(URI.create(token.issuer() + "/cdn-cgi/access/cert_sign"))
                            .header("content-type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of(
                                    "public_key",
                                    key,
                                    "jwt",
                                    token.text(),
                                    "issuer",
                                    token.issuer().toString())))));
            return new Signed(
                    answer.statusCode(),
                    JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8)),
                    token.issuer());
        } catch (JsonProcessingException e) {
            throw new SshFailed(token.issuer() + ": its answer does not read", e);
        }
    }
}
