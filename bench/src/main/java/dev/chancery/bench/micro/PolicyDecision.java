package dev.chancery.bench.micro;

import dev.chancery.trust.access.AccessDecision;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.ClientCertificate;
import dev.chancery.trust.access.Groups;
import dev.chancery.trust.access.IpAddress;
import dev.chancery.trust.access.Network;
import dev.chancery.trust.access.Person;
import dev.chancery.trust.access.PolicyJudge;
import dev.chancery.trust.access.Rule;
import dev.chancery.trust.access.RuleSet;
import dev.chancery.trust.access.Visitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Who is let in by an application with 1,000 policies; the last one means the visitor, so that all before it must be passed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PolicyDecision {
    private static final int POLICIES = 1_000;
    private static final UUID PROVIDER = new UUID(1, 1);

    private final Visitor visitor = new Visitor(
            Person.of("p999@example.com", PROVIDER),
            null,
            ClientCertificate.NONE,
            new IpAddress(0, 0xC0000207L, false),
            "GB");
    private final Visitor stranger = visitor.with((Person) null);

    /** Each names one address. */
    private final PolicyJudge byAddress = judge(i -> new Rule.Email("p%d@example.com".formatted(i)));

    /** Each names a network: they can only be asked one after the other. */
    private final PolicyJudge byNetwork =
            judge(i -> new Rule.Ip(new Network(new IpAddress(0, 0xC0000207L + POLICIES - 1 - i, false), 32)));

    /** Each names a group of one address. */
    private final PolicyJudge byGroup = judge(i -> new Rule.Group(new UUID(3, i)));

    private interface Each {
        Rule rule(int i);
    }

    private static PolicyJudge judge(Each each) {
        List<AccessPolicy> policies = new ArrayList<>();
        Map<UUID, RuleSet> groups = new HashMap<>();
        for (int i = 0; i < POLICIES; i++) {
            policies.add(new AccessPolicy(
                    new UUID(2, i),
                    "",
                    AccessPolicy.Effect.ALLOW,
                    new RuleSet(List.of(each.rule(i)), List.of(), List.of()),
                    null));
            groups.put(
                    new UUID(3, i),
                    new RuleSet(List.of(new Rule.Email("p%d@example.com".formatted(i))), List.of(), List.of()));
        }
        return PolicyJudge.of(policies, Groups.of(groups));
    }

    /** By the person's address. */
    @Benchmark
    public AccessDecision addresses() {
        return byAddress.decide(visitor);
    }

    /** By the address requests come from. */
    @Benchmark
    public AccessDecision networks() {
        return byNetwork.decide(visitor);
    }

    /** By groups. */
    @Benchmark
    public AccessDecision groups() {
        return byGroup.decide(visitor);
    }

    /** Somebody who has shown nothing. */
    @Benchmark
    public AccessDecision signIn() {
        return byNetwork.decide(stranger);
    }
}
