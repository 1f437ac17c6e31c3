package dev.chancery.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessDecision;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.ApplicationType;
import dev.chancery.trust.access.Aud;
import dev.chancery.trust.access.ClientCertificate;
import dev.chancery.trust.access.CookieRules;
import dev.chancery.trust.access.Cors;
import dev.chancery.trust.access.IpAddress;
import dev.chancery.trust.access.Kid;
import dev.chancery.trust.access.Network;
import dev.chancery.trust.access.Person;
import dev.chancery.trust.access.Place;
import dev.chancery.trust.access.Refusals;
import dev.chancery.trust.access.Rule;
import dev.chancery.trust.access.RuleSet;
import dev.chancery.trust.access.Visitor;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AccessEntryTest {
    private static final AccessAccount ACCOUNT = new AccessAccount("0123456789abcdef0123456789abcdef");
    private static final AccessAccount OTHER = new AccessAccount("f".repeat(32));
    private static final UUID APP = new UUID(1, 1);
    private static final UUID POLICY = new UUID(2, 1);
    private static final UUID GROUP = new UUID(3, 1);
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static final RuleSet EVERY_RULE = new RuleSet(
            List.of(
                    new Rule.Unknown("device_posture"),
                    new Rule.Everyone(),
                    new Rule.Email("ada@example.com"),
                    new Rule.EmailDomain("example.com"),
                    new Rule.Ip(new Network(new IpAddress(0, 0xC0000200L, false), 24))),
            List.of(
                    new Rule.Ip(new Network(new IpAddress(0x20010db800000000L, 0, true), 32)),
                    new Rule.Country("GB"),
                    new Rule.AnyCertificate(),
                    new Rule.CommonName("device"),
                    new Rule.AnyServiceToken()),
            List.of(
                    new Rule.ServiceToken(new UUID(4, 1)),
                    new Rule.Group(GROUP),
                    new Rule.LoginMethod(new UUID(5, 1)),
                    new Rule.AuthMethod("mfa"),
                    new Rule.Claim(new UUID(5, 1), "department", "mathematics"),
                    new Rule.ProviderGroup(new UUID(5, 1), "engineers")));

    static List<AccessEntry> oneOfEachKind(SubjectPublicKey key) {
        return List.of(
                new AccessEntry.AccessPlane(URI.create("http://127.0.0.1:8790"), "not to be told"),
                new AccessEntry.Organization(
                        ACCOUNT, URI.create("https://team.example.com:8443"), "Team", Duration.ofHours(24)),
                new AccessEntry.AccessKey(ACCOUNT, Kid.of(key), key, null),
                new AccessEntry.Application(application()),
                policy(EVERY_RULE),
                new AccessEntry.Group(GROUP, EVERY_RULE),
                new AccessEntry.ServiceToken(
                        new UUID(4, 1), ACCOUNT, "id.access", "a".repeat(64), "b".repeat(64), NOON, null),
                new AccessEntry.TokensRevoked(ACCOUNT, AccessEntry.TokenScope.USER, "ada@example.com", NOON));
    }

    private static AccessEntry.Policy policy(RuleSet rules) {
        return new AccessEntry.Policy(
                new AccessPolicy(POLICY, "Engineers", AccessPolicy.Effect.ALLOW, rules, Duration.ofMinutes(30)));
    }

    private static AccessApplication application() {
        return new AccessApplication(
                APP,
                ACCOUNT,
                new Aud("c".repeat(64)),
                ApplicationType.SSH,
                "Bastion",
                List.of(new Place("*.example.com", ""), new Place("app.example.com", "/admin")),
                Duration.ofHours(6),
                List.of(new UUID(5, 1)),
                true,
                new CookieRules(CookieRules.SameSite.STRICT, false, true, true),
                new Refusals("No.", URI.create("https://example.com/no"), null, true),
                "Authorization",
                true,
                new Cors(true, List.of(), false, List.of("GET"), true, List.of("x-a"), false, -1),
                List.of(POLICY));
    }

    private static SubjectPublicKey rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return SubjectPublicKey.of(generator.generateKeyPair().getPublic());
    }

    private static TrustBundle bundle(List<? extends TrustEntry> entries) {
        return TrustBundle.EMPTY.with(entries.stream().map(Change::put).toList());
    }

    @Test
    void whatIsCutOffIsNoEntryAndWhatIsChangedBreaksNothing() throws Exception {
        Random random = new Random(11);
        for (AccessEntry entry : oneOfEachKind(rsa())) {
            byte[] bytes = EntryCodec.encode(entry);
            for (int length = 0; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> EntryCodec.decode(cut)).isInstanceOf(TrustFormatException.class);
            }
            for (int i = 0; i < 200; i++) {
                byte[] changed = bytes.clone();
                changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                try {
                    assertThat(EntryCodec.decode(changed)).isInstanceOf(TrustEntry.class);
                } catch (TrustFormatException e) {
                    assertThat(e).hasMessageNotContaining("not to be told");
                }
            }
        }
    }

    /** A thousand rule sets put together at random come back as they were. */
    @Test
    void anyRulesSurviveTheirEncoding() throws Exception {
        Random random = new Random(7);
        List<Rule> all = EVERY_RULE.rules().toList();
        for (int i = 0; i < 1000; i++) {
            RuleSet rules = new RuleSet(some(all, random), some(all, random), some(all, random));
            AccessEntry.Policy policy = policy(rules);
            assertThat(EntryCodec.decode(EntryCodec.encode(policy))).isEqualTo(policy);
        }
    }

    private static List<Rule> some(List<Rule> all, Random random) {
        List<Rule> some = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            some.add(all.get(random.nextInt(all.size())));
        }
        return some;
    }

    @Test
    void aBundleAnswersWhatARequestBrings() throws Exception {
        SubjectPublicKey current = rsa();
        SubjectPublicKey previous = rsa();
        List<AccessEntry> entries = new ArrayList<>(oneOfEachKind(current));
        entries.add(new AccessEntry.AccessKey(ACCOUNT, Kid.of(previous), previous, NOON));
        entries.set(4, policy(new RuleSet(List.of(new Rule.Group(GROUP)), List.of(), List.of())));
        entries.set(
                5,
                new AccessEntry.Group(
                        GROUP, new RuleSet(List.of(new Rule.EmailDomain("example.com")), List.of(), List.of())));
        entries.add(new AccessEntry.TokensRevoked(
                ACCOUNT, AccessEntry.TokenScope.APPLICATION, APP.toString(), NOON.plusSeconds(1)));
        AccessConfig access = bundle(entries).config().access();

        assertThat(access.organizationAt(new Hostname("team.example.com"))).isPresent();
        assertThat(access.organization(OTHER)).isEmpty();
        assertThat(access.keys(ACCOUNT, NOON.minusNanos(1)))
                .extracting(AccessEntry.AccessKey::kid)
                .containsExactly(Kid.of(current), Kid.of(previous));
        assertThat(access.keys(ACCOUNT, NOON)).hasSize(1);
        assertThat(access.key(ACCOUNT, Kid.of(previous).hex(), NOON.minusSeconds(9)))
                .isPresent();
        assertThat(access.key(OTHER, Kid.of(current).hex(), NOON)).isEmpty();
        assertThat(access.key(ACCOUNT, "none", NOON)).isEmpty();
        assertThat(access.applicationFor(new Aud("c".repeat(64)))).contains(application());
        assertThat(access.serviceToken(ACCOUNT, "id.access")).isPresent();
        assertThat(access.serviceToken(OTHER, "id.access")).isEmpty();
        assertThat(access.revokedBefore(ACCOUNT, "ADA@example.com")).isEqualTo(NOON);
        assertThat(access.revokedBefore(OTHER, "ada@example.com")).isEqualTo(Instant.MIN);
        assertThat(access.revokedBefore(application())).isEqualTo(NOON.plusSeconds(1));

        Visitor ada =
                new Visitor(Person.of("ada@example.com", new UUID(5, 1)), null, ClientCertificate.NONE, null, null);
        assertThat(access.judge(application()).decide(ada)).isInstanceOf(AccessDecision.Allowed.class);
        assertThat(access.judge(application()).decide(ada.with(Person.of("eve@example.org", new UUID(5, 1)))))
                .isEqualTo(new AccessDecision.Denied(null));
    }

    @Test
    void theSecretOfThePlaneIsNotShown() {
        assertThat(new AccessEntry.AccessPlane(URI.create("http://127.0.0.1:8790"), "not to be told"))
                .asString()
                .doesNotContain("not to be told");
    }
}
