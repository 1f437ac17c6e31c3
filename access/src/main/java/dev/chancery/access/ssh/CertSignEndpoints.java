package dev.chancery.access.ssh;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.chancery.access.tokens.AccessToken;
import dev.chancery.access.tokens.AccessTokens;
import dev.chancery.access.tokens.TokenRefused;
import dev.chancery.access.web.AccessEndpoints;
import dev.chancery.access.web.AccessRoute;
import dev.chancery.access.web.WebAnswer;
import dev.chancery.access.web.WebRefusal;
import dev.chancery.access.web.WebRequest;
import dev.chancery.control.accessplane.Head;
import dev.chancery.control.accessplane.SshSigner;
import dev.chancery.control.accessplane.Team;
import dev.chancery.control.accessplane.Teams;
import dev.chancery.pki.SshException;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.pki.SshPublicKey;
import java.io.IOException;
import java.util.List;

/**
 * {@code POST /cdn-cgi/access/cert_sign} at an auth domain. The token in the body is the only credential: cookies and other
 * headers are not looked at, so a page elsewhere gains nothing by making a browser call it. Whom the application's policies do not
 * let in any more gets no certificate, however long the token is good.
 */
public final class CertSignEndpoints implements AccessEndpoints {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Teams teams;
    private final AccessTokens tokens;
    private final Admission admission;
    private final SshSigner signer;

    /**
     * @param head whose policies are asked
     */
    public CertSignEndpoints(Teams teams, AccessTokens tokens, Head head, SshSigner signer) {
        this.teams = teams;
        this.tokens = tokens;
        this.admission = new Admission(head);
        this.signer = signer;
    }

    @Override
    public List<AccessRoute> routes() {
        return List.of(AccessRoute.api(AccessRoute.Method.POST, "/cdn-cgi/access/cert_sign", this::sign));
    }

    private WebAnswer sign(WebRequest request) {
        Team team = teams.at(request.host())
                .orElseThrow(() -> new WebRefusal(404, "Not Found. Nobody signs in at this host."));
        JsonNode body = body(request);
        String issuer = team.authUrl().toString();
        if (!text(body, "issuer").equals(issuer)) {
            throw new WebRefusal(400, "Bad Request. Invalid issuer. (expected: %s)".formatted(issuer));
        }
        AccessToken token = token(team, text(body, "jwt"), issuer);
        AccessToken.Holder.Person person = token.person()
                .orElseThrow(() -> new WebRefusal(403, "Forbidden. A service token speaks of no person."));
        SshPublicKey key = key(text(body, "public_key"));
        return answer(signer.sign(new SshSigner.Order(
                team.account(),
                token.audience(),
                admission.policy(team.account(), token.audience(), person, request.client()),
                person.email(),
                token.issuedAt(),
                key,
                request.client())));
    }

    private static JsonNode body(WebRequest request) {
        try {
            JsonNode body = JSON.readTree(request.body().bytes());
            if (body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            // What is no JSON is no object either.
        }
        throw new WebRefusal(400, "Bad Request. The body is not one JSON object.");
    }

    private static String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new WebRefusal(400, "Bad Request. %s: missing (expected: a string)".formatted(name));
        }
        return value.textValue();
    }

    private AccessToken token(Team team, String jwt, String issuer) {
        try {
            return tokens.read(team.account(), jwt, new AccessTokens.Expected(AccessToken.Type.APP, issuer));
        } catch (TokenRefused e) {
            throw unauthorized();
        }
    }

    private static SshPublicKey key(String line) {
        try {
            return SshKeyLine.parse(line).key();
        } catch (SshException e) {
            throw new WebRefusal(400, "Bad Request. public_key: " + e.sentence());
        }
    }

    private static WebAnswer answer(SshSigner.Outcome outcome) {
        return switch (outcome) {
            case SshSigner.Signed signed ->
                WebAnswer.json(
                        200,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("id", signed.keyId())
                                .put("certificate", signed.certificate().toLine("") + "\n")
                                .put("expires_at", signed.expiresAt().toString()));
            case SshSigner.NoAuthority _ ->
                throw new WebRefusal(400, "Bad Request. Please create a ca for application.");
            case SshSigner.TokenRevoked _ -> throw unauthorized();
            case SshSigner.Unfit unfit -> throw new WebRefusal(400, "Bad Request. " + unfit.sentence());
        };
    }

    /** One sentence for everything that is wrong with a token: which it is helps nobody who has a good one. */
    private static WebRefusal unauthorized() {
        return new WebRefusal(401, "Unauthorized. The token is not one of ours, or not good any more.");
    }
}
