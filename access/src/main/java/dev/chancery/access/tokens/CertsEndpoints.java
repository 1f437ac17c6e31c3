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
import dev.chancery.ca.SignatureCertificate;
import dev.chancery.control.accessplane.Teams;
import dev.chancery.control.accessplane.TokenKeys;
import dev.chancery.pki.Certificate;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

/**
 * {@code /cdn-cgi/access/certs}: the keys tokens are to be believed by (RFC 7517 section 5), and the same as certificates, {@code
 * public_cert} the one that signs and {@code public_certs} all of them.
 */
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
        TokenKeys.Signer signer = keys.signer(team.account());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode published = body.putArray("keys");
        ArrayNode certificates = JsonNodeFactory.instance.arrayNode();
        for (TokenKeys.Verifier verifier : keys.verifiers(team.account())) {
            published.addPOJO(jwk(verifier).toJSONObject());
            certificate(verifier, signer).ifPresent(certificate -> {
                ObjectNode named =
                        certificates.addObject().put("kid", verifier.id().hex()).put("cert", certificate.toPem());
                if (verifier.id().equals(signer.id())) {
                    body.set("public_cert", named);
                }
            });
        }
        body.set("public_certs", certificates);
        return WebAnswer.json(200, body).with("cache-control", "public, max-age=300");
    }

    /** A key made before there were certificates has one as long as it signs: its certificate is the same whenever it is made. */
    private static Optional<Certificate> certificate(TokenKeys.Verifier verifier, TokenKeys.Signer signer) {
        return verifier.certificate()
                .or(() -> verifier.id().equals(signer.id())
                        ? Optional.of(SignatureCertificate.of(signer.key()))
                        : Optional.empty());
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
