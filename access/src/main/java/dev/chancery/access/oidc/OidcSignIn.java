package dev.chancery.access.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import dev.chancery.access.signin.Identity;
import dev.chancery.access.signin.SignInMethod;
import dev.chancery.access.signin.SignInRefused;
import dev.chancery.access.web.Parameters;
import dev.chancery.ca.ClientSecret;
import dev.chancery.control.accessplane.Providers;
import dev.chancery.control.accessplane.SignInProvider;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Providers of type {@code oidc}: the addresses are the config's own, so nothing is discovered. PKCE (S256) is always used; state,
 * nonce and verifier are drawn for each sign-in.
 */
public final class OidcSignIn implements SignInMethod {
    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
    private static final int MILLISECONDS = 10_000;
    private static final int BYTES = 32;
    private static final String UNBELIEVED = "The identity provider's answer could not be verified.";

    private final Providers providers;
    private final IdTokens idTokens = new IdTokens();
    private final SecureRandom random;

    /**
     * @param random draws nonces and verifiers
     */
    public OidcSignIn(Providers providers, SecureRandom random) {
        this.providers = providers;
        this.random = random;
    }

    @Override
    public boolean serves(String type) {
        return type.equals("oidc");
    }

    @Override
    public Begun begin(Beginning beginning) throws SignInRefused {
        SignInProvider provider = beginning.provider();
        String nonce = word();
        String verifier = word();
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE),
                        scope(provider),
                        new ClientID(required(provider, "client_id")),
                        beginning.callback())
                .endpointURI(URI.create(required(provider, "auth_url")))
                .state(new State(beginning.state()))
                .nonce(new Nonce(nonce))
                .codeChallenge(new CodeVerifier(verifier), CodeChallengeMethod.S256)
                .build();
        return new Begun(new Step.Redirect(request.toURI()), Map.of("nonce", nonce, "verifier", verifier));
    }

    @Override
    public Identity finish(Finishing finishing) throws SignInRefused {
        Parameters answer = finishing.request().query();
        Optional<String> error = answer.one("error");
        if (error.isPresent()) {
            throw new SignInRefused(
                    error.get().equals("access_denied")
                            ? "The identity provider let nobody in."
                            : "The identity provider could not sign anybody in.");
        }
        SignInProvider provider = finishing.beginning().provider();
        String code = answer.one("code").orElseThrow(() -> new SignInRefused("The identity provider sent no code."));
        JWT token = redeemed(provider, code, finishing);
        return idTokens.identity(provider, token, finishing.remembered().getOrDefault("nonce", ""), answer.one("iss"));
    }

    private JWT redeemed(SignInProvider provider, String code, Finishing finishing) throws SignInRefused {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code),
                finishing.beginning().callback(),
                new CodeVerifier(finishing.remembered().getOrDefault("verifier", "")));
        URI endpoint = URI.create(required(provider, "token_url"));
        ClientID client = new ClientID(required(provider, "client_id"));
        try (ClientSecret secret = providers.secret(provider).orElseGet(() -> ClientSecret.of(""))) {
            String text = secret.revealToTheThirdParty();
            TokenRequest request = (text.isEmpty()
                            ? new TokenRequest.Builder(endpoint, client, grant)
                            : new TokenRequest.Builder(
                                    endpoint, new ClientSecretBasic(client, new Secret(text)), grant))
                    .build();
            HTTPRequest http = request.toHTTPRequest();
            http.setConnectTimeout(MILLISECONDS);
            http.setReadTimeout(MILLISECONDS);
            http.setFollowRedirects(false);
            TokenResponse response = OIDCTokenResponseParser.parse(http.send());
            if (!(response instanceof OIDCTokenResponse tokens)
                    || tokens.getOIDCTokens().getIDToken() == null) {
                LOG.atWarn()
                        .addKeyValue("provider", provider.id())
                        .addKeyValue(
                                "error",
                                response.indicatesSuccess()
                                        ? "no ID token"
                                        : response.toErrorResponse()
                                                .getErrorObject()
                                                .getCode())
                        .log("an identity provider gave no ID token");
                throw new SignInRefused(UNBELIEVED);
            }
            return tokens.getOIDCTokens().getIDToken();
        } catch (IOException | GeneralException e) {
            LOG.atWarn().addKeyValue("provider", provider.id()).setCause(e).log("an identity provider does not answer");
            throw new SignInRefused("The identity provider does not answer.");
        }
    }

    private static Scope scope(SignInProvider provider) {
        List<String> scopes = new ArrayList<>();
        provider.config().path("scopes").forEach(each -> scopes.add(each.textValue()));
        Scope scope =
                scopes.isEmpty() ? new Scope("openid", "email", "profile") : new Scope(scopes.toArray(String[]::new));
        scope.add("openid");
        return scope;
    }

    private static String required(SignInProvider provider, String member) throws SignInRefused {
        return provider.text(member)
                .orElseThrow(() -> new SignInRefused("The identity provider is not set up: no %s.".formatted(member)));
    }

    private String word() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
