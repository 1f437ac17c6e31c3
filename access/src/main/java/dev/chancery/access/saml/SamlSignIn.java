package dev.chancery.access.saml;

import dev.chancery.access.signin.Identity;
import dev.chancery.access.signin.SignInMethod;
import dev.chancery.access.signin.SignInRefused;
import dev.chancery.ca.SigningKey;
import dev.chancery.control.accessplane.SamlAssertions;
import dev.chancery.control.accessplane.SignInProvider;
import dev.chancery.control.accessplane.TokenKeys;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Providers of type {@code saml}: a request by the browser's address or by a form, its answer by a form. The request is answered once
 * because the sign-in it belongs to ends once; an assertion signs in once because it is noted.
 */
public final class SamlSignIn implements SignInMethod {
    private static final Logger LOG = LoggerFactory.getLogger(SamlSignIn.class);
    private static final String REQUEST = "request";
    private static final int ID_BYTES = 16;
    private static final String GROUPS = "groups";
    private static final List<String> NAMES = List.of("displayName", "name", "cn");

    private final SamlAssertions assertions;
    private final TokenKeys keys;
    private final SecureRandom random;
    private final InstantSource clock;

    /**
     * @param keys sign requests
     * @param random draws the ids of requests
     */
    public SamlSignIn(SamlAssertions assertions, TokenKeys keys, SecureRandom random, InstantSource clock) {
        this.assertions = assertions;
        this.keys = keys;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public boolean serves(String type) {
        return type.equals("saml");
    }

    @Override
    public Begun begin(Beginning beginning) throws SignInRefused {
        SamlProvider provider = ProviderConfig.read(beginning.provider());
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        AuthnRequest request =
                new AuthnRequest("_" + HexFormat.of().formatHex(id), us(beginning), provider.signOn(), clock.instant());
        Optional<SigningKey> key = provider.requests().signed()
                ? Optional.of(keys.signer(beginning.team().account()).key())
                : Optional.empty();
        Step step = provider.requests().posted()
                ? new Step.Form(provider.signOn(), request.form(beginning.state(), key))
                : new Step.Redirect(request.redirect(beginning.state(), key));
        return new Begun(step, Map.of(REQUEST, request.id()));
    }

    @Override
    public Identity finish(Finishing finishing) throws SignInRefused {
        SignInProvider provider = finishing.beginning().provider();
        String response = finishing
                .request()
                .form()
                .one("SAMLResponse")
                .orElseThrow(() -> new SignInRefused("The identity provider sent no SAML response."));
        Expected expected = new Expected(
                ProviderConfig.read(provider),
                us(finishing.beginning()),
                finishing.remembered().getOrDefault(REQUEST, ""));
        ResponseJudge judge = new ResponseJudge(
                expected, assertions.keys(provider.account(), provider.samlCertificateSet()), random, clock.instant());
        return switch (judge.judgePosted(response)) {
            case SamlVerdict.Disbelieved(SamlRefusal reason) -> throw refused(provider, reason);
            case SamlVerdict.Believed(SamlIdentity identity) -> {
                if (!assertions.use(provider.id(), identity.assertionId(), identity.until())) {
                    throw refused(provider, SamlRefusal.USED_BEFORE);
                }
                yield identity(provider, identity);
            }
        };
    }

    private static SignInRefused refused(SignInProvider provider, SamlRefusal reason) {
        LOG.info("Identity provider {}: {}", provider.id(), reason.sentence());
        return new SignInRefused(reason.sentence());
    }

    private static ServiceProvider us(Beginning beginning) {
        return new ServiceProvider(beginning.team().authUrl());
    }

    /** Policies see the attributes the config lists; all of them where it lists none. */
    private static Identity identity(SignInProvider provider, SamlIdentity identity) throws SignInRefused {
        Map<String, Set<String>> claims = new HashMap<>();
        identity.attributes().forEach((name, values) -> claims.put(name, Set.copyOf(values)));
        String shown = NAMES.stream()
                .flatMap(name -> identity.attributes().getOrDefault(name, List.of()).stream())
                .findFirst()
                .orElse("");
        Set<String> groups = claims.getOrDefault(GROUPS, Set.of());
        Set<String> listed = ProviderConfig.listedAttributes(provider);
        if (!listed.isEmpty()) {
            claims.keySet().retainAll(listed);
        }
        return Identity.of(identity.email(), shown, Set.of(), groups, claims).until(identity.sessionUntil());
    }
}
