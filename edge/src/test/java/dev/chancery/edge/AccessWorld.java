package dev.chancery.edge;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.Network;
import dev.chancery.edge.belief.ServedConfig;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.Change;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.ApplicationType;
import dev.chancery.trust.access.Aud;
import dev.chancery.trust.access.CookieRules;
import dev.chancery.trust.access.Cors;
import dev.chancery.trust.access.Kid;
import dev.chancery.trust.access.Place;
import dev.chancery.trust.access.Refusals;
import dev.chancery.trust.access.Rule;
import dev.chancery.trust.access.RuleSet;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What Access needs around a {@link World}: an account with its keys, its applications and the tokens of its people. */
final class AccessWorld {
    static final String APP = "app.example.test";
    static final String AUTH = "auth.example.test";
    static final URI AUTH_URL = URI.create("https://auth.example.test:8443");
    static final String SECRET = "only edges know this";
    static final UUID PROVIDER = new UUID(7, 7);
    static final AccessAccount ACCOUNT = new AccessAccount("0123456789abcdef0123456789abcdef");

    final World world;
    final KeyPair pair = keys();
    final SubjectPublicKey key = SubjectPublicKey.of(pair.getPublic());
    final Kid kid = Kid.of(key);
    private final TrustBundle bare;

    AccessWorld(World world, URI origin, URI plane) {
        this.world = world;
        this.bare = world.edge
                .belief()
                .bundle()
                .with(List.of(
                        Change.put(new TrustEntry.Route(World.hostname(APP), origin)),
                        Change.put(new AccessEntry.AccessPlane(plane, SECRET)),
                        Change.put(new AccessEntry.Organization(ACCOUNT, AUTH_URL, "People", null)),
                        Change.put(new AccessEntry.AccessKey(ACCOUNT, kid, key, null))));
    }

    static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** The belief in all that and in these. */
    Belief belief(List<? extends TrustEntry> more) {
        return belief(bare.with(more.stream().map(Change::put).toList()));
    }

    /** The belief in a bundle, as an edge makes it. */
    Belief belief(TrustBundle bundle) {
        return new Belief(
                bundle, ServedConfig.of(bundle.config(), _ -> Optional.of(world.identity), Network.GLOBAL, ""));
    }

    /** Has the edge believe it, and answers how many connections that cut. */
    int apply(Belief belief) throws Exception {
        return world.edge.apply(belief).get().cut();
    }

    /** An application of these policies at a place, and what it takes. */
    static List<TrustEntry> application(int number, String host, String path, AccessPolicy... policies) {
        return application(number, new Place(host, path), Refusals.DEFAULT, null, false, null, policies);
    }

    static List<TrustEntry> application(
            int number,
            Place place,
            Refusals refusals,
            @Nullable String serviceTokenHeader,
            boolean preflightBypass,
            @Nullable Cors cors,
            AccessPolicy... policies) {
        List<TrustEntry> entries = new ArrayList<>();
        for (AccessPolicy policy : policies) {
            entries.add(new AccessEntry.Policy(policy));
        }
        entries.add(new AccessEntry.Application(new AccessApplication(
                id(number),
                ACCOUNT,
                aud(number),
                ApplicationType.SELF_HOSTED,
                "Application " + number,
                List.of(place),
                Duration.ofHours(24),
                List.of(),
                false,
                CookieRules.DEFAULT,
                refusals,
                serviceTokenHeader,
                preflightBypass,
                cors,
                List.of(policies).stream().map(AccessPolicy::id).toList())));
        return entries;
    }

    static UUID id(int number) {
        return new UUID(1, number);
    }

    static Aud aud(int number) {
        return new Aud("%064x".formatted(number));
    }

    static AccessPolicy policy(int number, AccessPolicy.Effect effect, Rule... include) {
        return new AccessPolicy(
                new UUID(2, number),
                "Policy " + number,
                effect,
                new RuleSet(List.of(include), List.of(), List.of()),
                null);
    }

    /** The claims of somebody's token for an application. */
    static JWTClaimsSet.Builder claims(String email, int application) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(AUTH_URL.toString())
                .audience(List.of(aud(application).hex()))
                .issueTime(Date.from(now.minusSeconds(30)))
                .notBeforeTime(Date.from(now.minusSeconds(30)))
                .expirationTime(Date.from(now.plusSeconds(3600)))
                .claim("type", "app")
                .claim("email", email)
                .claim("sub", "5f0b3c1e-0000-4000-8000-000000000001")
                .claim("identity_nonce", HexFormat.of().toHexDigits(email.hashCode()))
                .claim("idp", Map.of("id", PROVIDER.toString(), "type", "oidc"));
    }

    String token(String email, int application) {
        return signed(claims(email, application).build());
    }

    String signed(JWTClaimsSet claims) {
        return signed(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(kid.hex())
                        .build(),
                claims,
                pair);
    }

    static String signed(JWSHeader header, JWTClaimsSet claims, KeyPair by) {
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(by.getPrivate()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }
}
