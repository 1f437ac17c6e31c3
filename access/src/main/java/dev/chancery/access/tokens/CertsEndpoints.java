package dev.chancery.access.tokens;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.chancery.access.web.AccessEndpoints;
import dev.chancery.access.web.AccessRoute;
import dev.chancery.access.web.WebAnswer;
import dev.chancery.access.web.WebRefusal;
import dev.chancery.access.web.WebRequest;
import dev.chancery.control.accessplane.Teams;
import dev.chancery.control.accessplane.TokenKeys;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/** {@code /cdn-cgi/access/certs}: the keys tokens are to be believed by (RFC 7517 section 5). */
public final class CertsEndpoints implements AccessEndpoints {
    private final Teams teams;
    private final TokenKeys keys;

    public CertsEndpoints(Teams teams, TokenKeys keys) {
        this.teams = teams;
        this.keys = keys;
    }

    @Override
    public List<AccessRoute> routes() {
        return List.of(AccessRoute.api(AccessRoute.Method.GET, "/cdn-cgi/access/certs", this::certs));
    }

    private WebAnswer certs(WebRequest request) {
        var team = teams.at(request.host())
                .orElseThrow(() -> new WebRefusal(404, "Not Found. Nobody signs in at this host."));
        // Whoever reads this believes it for a day: the first key must be there before the first token is.
        keys.signer(team.account());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode published = body.putArray("keys");
        for (TokenKeys.Verifier verifier : keys.verifiers(team.account())) {
            published.addPOJO(jwk(verifier).toJSONObject());
        }
        return WebAnswer.json(200, body).with("cache-control", "public, max-age=300");
    }

    private static RSAKey jwk(TokenKeys.Verifier verifier) {
        try {
            return new RSAKey.Builder((RSAPublicKey) verifier.key().toJca())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(verifier.id().hex())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key of our own making is an RSA key.", e);
        }
    }
}
