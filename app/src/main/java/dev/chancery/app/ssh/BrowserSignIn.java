package dev.chancery.app.ssh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * Signs in with a browser, on this machine or another: the page brings the token, encrypted to a key of this command, to the auth
 * domain, where the command waits for it.
 */
final class BrowserSignIn implements SignIn {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One question is held open for as long; after so many of them the person is not coming. */
    private static final Duration QUESTION = Duration.ofSeconds(60);

    private static final int QUESTIONS = 10;

    private final Web web;
    private final Consumer<URI> show;
    private final SecureRandom random;

    /**
     * @param show shows a person a page
     * @param random draws the key of each transfer
     */
    BrowserSignIn(Web web, Consumer<URI> show, SecureRandom random) {
        this.web = web;
        this.show = show;
        this.random = random;
    }

    @Override
    public String token(Site site, Metadata metadata) {
        TransferKey key = new TransferKey(random);
        String name = key.name();
        String back = site.at("/") + "?aud=" + metadata.audience() + "&token=" + encoded(name)
                + "&send_org_token=true&edge_token_transfer=true";
        show.accept(site.at("/cdn-cgi/access/cli?aud=" + metadata.audience() + "&token=" + encoded(name)
                + "&redirect_url=" + encoded(back) + "&send_org_token=true&edge_token_transfer=true"));
        for (int question = 0; question < QUESTIONS; question++) {
            HttpResponse<byte[]> answer = web.send(
                    HttpRequest.newBuilder(metadata.authDomain().at("/transfer/" + encoded(name))),
                    QUESTION.plus(QUESTION));
            if (answer.statusCode() == 200) {
                return token(answer, key);
            }
            if (answer.statusCode() >= 500) {
                throw new SshFailed("%s answers with status %d".formatted(metadata.authDomain(), answer.statusCode()));
            }
        }
        throw new SshFailed("nobody signed in");
    }

    private static String token(HttpResponse<byte[]> answer, TransferKey key) {
        try {
            byte[] theirs = Base64.getUrlDecoder()
                    .decode(answer.headers().firstValue("service-public-key").orElse(""));
            byte[] sealed = Base64.getDecoder().decode(new String(answer.body(), StandardCharsets.US_ASCII).strip());
            byte[] plain = key.open(sealed, theirs)
                    .orElseThrow(() -> new SshFailed("the token that was handed over is not for this command"));
            JsonNode tokens = JSON.readTree(new String(plain, StandardCharsets.UTF_8));
            return tokens.path("app_token").asText();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new SshFailed("the token that was handed over does not read", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
