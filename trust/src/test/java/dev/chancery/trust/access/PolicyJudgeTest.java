package dev.chancery.trust.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.trust.access.AccessPolicy.Effect;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PolicyJudgeTest {
    private static final UUID PROVIDER = new UUID(1, 1);
    private static final UUID OTHER_PROVIDER = new UUID(1, 2);
    private static final UUID TOKEN = new UUID(2, 1);
    private static final UUID GROUP = new UUID(3, 1);
    private static final UUID GROUP_OF_GROUP = new UUID(3, 2);
    private static final UUID RING = new UUID(3, 3);

    private static final Person ADA = new Person(
            "Ada@Example.com",
            PROVIDER,
            Set.of("mfa"),
            Set.of("engineers"),
            Map.of("department", Set.of("mathematics", "poetry")));

    private static final Visitor STRANGER = new Visitor(null, null, ClientCertificate.NONE, ip("192.0.2.7"), "gb");
    private static final Visitor ADA_THERE = STRANGER.with(ADA);
    private static final Visitor MACHINE = STRANGER.withServiceToken(TOKEN);
    private static final Visitor HOLDER = STRANGER.with(new ClientCertificate.Valid("device-1"));

    private static final Groups GROUPS = Groups.of(Map.of(
            GROUP, include(new Rule.EmailDomain("example.com")),
            GROUP_OF_GROUP, include(new Rule.Group(GROUP)),
            RING, include(new Rule.Group(RING))));

    private static IpAddress ip(String literal) {
        try {
            return IpAddress.of(InetAddress.getByName(literal).getAddress());
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("a literal is no address", e);
        }
    }

    private static RuleSet include(Rule... rules) {
        return new RuleSet(List.of(rules), List.of(), List.of());
    }

    private static AccessPolicy policy(int id, Effect effect, RuleSet rules) {
        return new AccessPolicy(new UUID(9, id), "policy " + id, effect, rules, null);
    }

    private static AccessDecision decide(Visitor visitor, AccessPolicy... policies) {
        return PolicyJudge.of(List.of(policies), GROUPS).decide(visitor);
    }

    static List<Arguments> rules() {
        return List.of(
                Arguments.of(new Rule.Everyone(), ADA_THERE, Match.YES),
                Arguments.of(new Rule.Email("ADA@example.COM"), ADA_THERE, Match.YES),
                Arguments.of(new Rule.Email("bob@example.com"), ADA_THERE, Match.NO),
                Arguments.of(new Rule.Email("ada@example.com"), STRANGER, Match.NO),
                Arguments.of(new Rule.EmailDomain("Example.com"), ADA_THERE, Match.YES),
                Arguments.of(new Rule.EmailDomain("ample.com"), ADA_THERE, Match.NO),
                Arguments.of(new Rule.EmailDomain("com"), ADA_THERE, Match.NO),
                Arguments.of(new Rule.EmailDomain("ada@example.com"), ADA_THERE, Match.NO),
                Arguments.of(new Rule.Ip(new Network(ip("192.0.2.0"), 24)), STRANGER, Match.YES),
                Arguments.of(new Rule.Ip(new Network(ip("192.0.2.0"), 29)), STRANGER, Match.YES),
                Arguments.of(new Rule.Ip(new Network(ip("192.0.2.8"), 29)), STRANGER, Match.NO),
                Arguments.of(new Rule.Ip(new Network(ip("0.0.0.0"), 0)), STRANGER, Match.YES),
                Arguments.of(new Rule.Ip(new Network(ip("::"), 0)), STRANGER, Match.NO),
                Arguments.of(new Rule.Ip(new Network(ip("::"), 0)), Visitor.at(ip("2001:db8::1")), Match.YES),
                Arguments.of(
                        new Rule.Ip(new Network(ip("2001:db8:0:1::"), 64)),
                        Visitor.at(ip("2001:db8:0:1:ffff::1")),
                        Match.YES),
                Arguments.of(
                        new Rule.Ip(new Network(ip("2001:db8:0:1::"), 65)),
                        Visitor.at(ip("2001:db8:0:1:ffff::1")),
                        Match.NO),
                Arguments.of(new Rule.Ip(new Network(ip("192.0.2.0"), 24)), Visitor.at(null), Match.UNKNOWN),
                Arguments.of(new Rule.Country("GB"), STRANGER, Match.YES),
                Arguments.of(new Rule.Country("fr"), STRANGER, Match.NO),
                Arguments.of(new Rule.Country("GB"), Visitor.at(ip("192.0.2.7")), Match.UNKNOWN),
                Arguments.of(new Rule.AnyCertificate(), HOLDER, Match.YES),
                Arguments.of(new Rule.AnyCertificate(), STRANGER, Match.NO),
                Arguments.of(new Rule.AnyCertificate(), STRANGER.with(ClientCertificate.UNSEEN), Match.UNKNOWN),
                Arguments.of(new Rule.CommonName("device-1"), HOLDER, Match.YES),
                Arguments.of(new Rule.CommonName("device-2"), HOLDER, Match.NO),
                Arguments.of(new Rule.CommonName("device-1"), STRANGER.with(ClientCertificate.UNSEEN), Match.UNKNOWN),
                Arguments.of(new Rule.AnyServiceToken(), MACHINE, Match.YES),
                Arguments.of(new Rule.AnyServiceToken(), ADA_THERE, Match.NO),
                Arguments.of(new Rule.ServiceToken(TOKEN), MACHINE, Match.YES),
                Arguments.of(new Rule.ServiceToken(GROUP), MACHINE, Match.NO),
                Arguments.of(new Rule.Group(GROUP), ADA_THERE, Match.YES),
                Arguments.of(new Rule.Group(GROUP), STRANGER, Match.NO),
                Arguments.of(new Rule.Group(GROUP_OF_GROUP), ADA_THERE, Match.YES),
                Arguments.of(new Rule.Group(RING), ADA_THERE, Match.UNKNOWN),
                Arguments.of(new Rule.Group(TOKEN), ADA_THERE, Match.UNKNOWN),
                Arguments.of(new Rule.LoginMethod(PROVIDER), ADA_THERE, Match.YES),
                Arguments.of(new Rule.LoginMethod(OTHER_PROVIDER), ADA_THERE, Match.NO),
                Arguments.of(new Rule.AuthMethod("mfa"), ADA_THERE, Match.YES),
                Arguments.of(new Rule.AuthMethod("hwk"), ADA_THERE, Match.NO),
                Arguments.of(new Rule.Claim(PROVIDER, "department", "poetry"), ADA_THERE, Match.YES),
                Arguments.of(new Rule.Claim(PROVIDER, "department", "Poetry"), ADA_THERE, Match.NO),
                Arguments.of(new Rule.Claim(PROVIDER, "team", "poetry"), ADA_THERE, Match.NO),
                Arguments.of(new Rule.Claim(OTHER_PROVIDER, "department", "poetry"), ADA_THERE, Match.NO),
                Arguments.of(new Rule.ProviderGroup(PROVIDER, "engineers"), ADA_THERE, Match.YES),
                Arguments.of(new Rule.ProviderGroup(OTHER_PROVIDER, "engineers"), ADA_THERE, Match.NO),
                Arguments.of(new Rule.Unknown("device_posture"), ADA_THERE, Match.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleMeansWhomItSays(Rule rule, Visitor visitor, Match expected) {
        assertThat(CompiledRules.of(include(rule), GROUPS).match(visitor)).isEqualTo(expected);
        Match excluded = CompiledRules.of(new RuleSet(List.of(new Rule.Everyone()), List.of(), List.of(rule)), GROUPS)
                .match(visitor);
        assertThat(excluded).isEqualTo(expected.not());
        Match required = CompiledRules.of(new RuleSet(List.of(new Rule.Everyone()), List.of(rule), List.of()), GROUPS)
                .match(visitor);
        assertThat(required).isEqualTo(expected);
    }

    @Test
    void oneIncludedAllRequiredNoneExcluded() {
        Rule ada = new Rule.Email("ada@example.com");
        Rule bob = new Rule.Email("bob@example.com");
        Rule mfa = new Rule.AuthMethod("mfa");
        Rule key = new Rule.AuthMethod("hwk");
        assertThat(meansAda(List.of(bob, ada), List.of(), List.of())).isTrue();
        assertThat(meansAda(List.of(ada), List.of(mfa), List.of(bob))).isTrue();
        assertThat(meansAda(List.of(ada), List.of(mfa, key), List.of())).isFalse();
        assertThat(meansAda(List.of(ada), List.of(), List.of(bob, mfa))).isFalse();
        assertThat(meansAda(List.of(bob), List.of(ada), List.of())).isFalse();
    }

    private static boolean meansAda(List<Rule> include, List<Rule> require, List<Rule> exclude) {
        return CompiledRules.of(new RuleSet(include, require, exclude), GROUPS).match(ADA_THERE) == Match.YES;
    }

    @Test
    void thePoliciesThatAskForNobodyAreLookedAtFirstThenTheFirstThatMeansTheVisitorDecides() {
        RuleSet everyone = include(new Rule.Everyone());
        AccessPolicy deny = policy(1, Effect.DENY, everyone);
        AccessPolicy allow = policy(2, Effect.ALLOW, everyone);
        AccessPolicy bypass = policy(3, Effect.BYPASS, everyone);
        AccessPolicy service = policy(4, Effect.NON_IDENTITY, include(new Rule.AnyServiceToken()));

        assertThat(decide(ADA_THERE, deny, allow)).isEqualTo(new AccessDecision.Denied(deny));
        assertThat(decide(ADA_THERE, allow, deny)).isEqualTo(new AccessDecision.Allowed(allow));
        assertThat(decide(ADA_THERE, deny, allow, bypass)).isEqualTo(new AccessDecision.Bypassed(bypass));
        assertThat(decide(MACHINE, deny, service, bypass)).isEqualTo(new AccessDecision.Service(service));
        assertThat(decide(MACHINE, deny, bypass, service)).isEqualTo(new AccessDecision.Bypassed(bypass));
    }

    @Test
    void whoIsMeantByNobodyIsDeniedAndWhoeverMightBeAllowedIsAskedToSignIn() {
        AccessPolicy ada = policy(1, Effect.ALLOW, include(new Rule.Email("ada@example.com")));
        AccessPolicy machines = policy(2, Effect.NON_IDENTITY, include(new Rule.AnyServiceToken()));

        assertThat(decide(ADA_THERE, ada, machines)).isEqualTo(new AccessDecision.Allowed(ada));
        assertThat(decide(STRANGER, ada, machines)).isEqualTo(new AccessDecision.SignIn());
        assertThat(decide(STRANGER, machines)).isEqualTo(new AccessDecision.Denied(null));
        assertThat(decide(ADA_THERE, machines)).isEqualTo(new AccessDecision.Denied(null));
        assertThat(decide(STRANGER)).isEqualTo(new AccessDecision.Denied(null));
        assertThat(decide(STRANGER.with(Person.of("eve@example.org", PROVIDER)), ada))
                .isEqualTo(new AccessDecision.Denied(null));
    }

    @Test
    void aServiceTokenIsNobodyWhoSignedIn() {
        AccessPolicy allow = policy(1, Effect.ALLOW, include(new Rule.ServiceToken(TOKEN)));
        assertThat(decide(MACHINE, allow)).isEqualTo(new AccessDecision.SignIn());
    }

    @Test
    void whatCannotBeToldLetsNobodyInAndNobodyOff() {
        RuleSet unknown = include(new Rule.Unknown("device_posture"));
        RuleSet butUnknown =
                new RuleSet(List.of(new Rule.Everyone()), List.of(), List.of(new Rule.Unknown("device_posture")));
        AccessPolicy everyone = policy(9, Effect.ALLOW, include(new Rule.Everyone()));
        for (RuleSet rules : List.of(unknown, butUnknown)) {
            AccessPolicy deny = policy(2, Effect.DENY, rules);
            assertThat(decide(ADA_THERE, policy(1, Effect.ALLOW, rules))).isEqualTo(new AccessDecision.Denied(null));
            assertThat(decide(STRANGER, policy(1, Effect.BYPASS, rules))).isEqualTo(new AccessDecision.Denied(null));
            assertThat(decide(MACHINE, policy(1, Effect.NON_IDENTITY, rules)))
                    .isEqualTo(new AccessDecision.Denied(null));
            assertThat(decide(ADA_THERE, deny, everyone)).isEqualTo(new AccessDecision.Denied(deny));
        }
        RuleSet either = include(new Rule.Unknown("device_posture"), new Rule.Email("ada@example.com"));
        AccessPolicy sure = policy(3, Effect.ALLOW, either);
        assertThat(decide(ADA_THERE, sure)).isEqualTo(new AccessDecision.Allowed(sure));
    }

    @Test
    void signInForgivesWhatOnlyTheEdgeCanSee() {
        AccessPolicy allow = policy(
                1,
                Effect.ALLOW,
                new RuleSet(List.of(new Rule.Email("ada@example.com")), List.of(new Rule.AnyCertificate()), List.of()));
        PolicyJudge judge = PolicyJudge.of(List.of(allow), GROUPS);
        Visitor unseen = ADA_THERE.with(ClientCertificate.UNSEEN);
        assertThat(judge.atSignIn(unseen)).isEqualTo(new AccessDecision.Allowed(allow));
        assertThat(judge.decide(unseen)).isEqualTo(new AccessDecision.Denied(null));
        assertThat(judge.decide(ADA_THERE.with(new ClientCertificate.Valid("x"))))
                .isEqualTo(new AccessDecision.Allowed(allow));
        assertThat(judge.atSignIn(unseen.with(Person.of("eve@example.org", PROVIDER))))
                .isEqualTo(new AccessDecision.Denied(null));
    }

    /** The short way by addresses finds what looking at each policy in turn finds. */
    @Test
    void theFirstOfManyPoliciesIsFoundWhateverTheyName() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            List<AccessPolicy> policies = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                policies.add(policy(i, random.nextInt(3) == 0 ? Effect.DENY : Effect.ALLOW, someRules(random)));
            }
            PolicyJudge judge = PolicyJudge.of(policies, GROUPS);
            for (int person = 0; person < 10; person++) {
                Visitor visitor =
                        STRANGER.with(Person.of("p%d@d%d.example".formatted(person, random.nextInt(4)), PROVIDER));
                AccessDecision expected = policies.stream()
                        .filter(one -> CompiledRules.of(one.rules(), GROUPS).match(visitor) == Match.YES)
                        .findFirst()
                        .<AccessDecision>map(one -> one.effect() == Effect.DENY
                                ? new AccessDecision.Denied(one)
                                : new AccessDecision.Allowed(one))
                        .orElse(new AccessDecision.Denied(null));
                assertThat(judge.decide(visitor)).isEqualTo(expected);
            }
        }
    }

    private static RuleSet someRules(Random random) {
        List<Rule> include = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            include.add(
                    switch (random.nextInt(20)) {
                        case 0 -> new Rule.Ip(new Network(ip("192.0.2.0"), 24 + random.nextInt(8)));
                        case 1, 2, 3 -> new Rule.EmailDomain("d%d.example".formatted(random.nextInt(12)));
                        default -> new Rule.Email("p%d@d%d.example".formatted(random.nextInt(30), random.nextInt(4)));
                    });
        }
        List<Rule> exclude = random.nextInt(3) == 0
                ? List.of(new Rule.Email("p%d@d%d.example".formatted(random.nextInt(10), random.nextInt(4))))
                : List.of();
        return new RuleSet(include, List.of(), exclude);
    }
}
