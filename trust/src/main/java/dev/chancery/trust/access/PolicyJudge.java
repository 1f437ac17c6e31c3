package dev.chancery.trust.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides who is let in to one application: the only place that does. The edge asks for every request, the role that signs people
 * in at sign-in.
 *
 * <p>Policies that bypass and those of services are looked at first, in their order; then those that allow and deny, in theirs, of
 * somebody who signed in. The first that means the visitor decides. Where none does, nobody is let in.
 *
 * <p>What nobody here can tell of a visitor ({@link Rule.Unknown}, a country that is not known) neither meets a rule nor fails it
 * (Kleene's three values): a policy that lets in must surely mean the visitor, one that denies need only perhaps.
 *
 * <p>Immutable, shared between threads. A decision allocates nothing but the domain of the person's address. Policies that include
 * addresses and domains only are found by them, so that a thousand cost no more than those that name the visitor.
 */
public final class PolicyJudge {
    private static final AccessDecision SIGN_IN = new AccessDecision.SignIn();
    private static final AccessDecision NONE_MEANT = new AccessDecision.Denied(null);

    private final Ordered first;
    private final Ordered then;
    private final boolean allows;

    private PolicyJudge(Ordered first, Ordered then, boolean allows) {
        this.first = first;
        this.then = then;
        this.allows = allows;
    }

    /**
     * The judge of some policies.
     *
     * @param policies in their order
     * @param groups those their rules may name
     */
    public static PolicyJudge of(List<AccessPolicy> policies, Groups groups) {
        List<AccessPolicy> first = new ArrayList<>();
        List<AccessPolicy> then = new ArrayList<>();
        boolean allows = false;
        for (AccessPolicy policy : policies) {
            switch (policy.effect()) {
                case BYPASS, NON_IDENTITY -> first.add(policy);
                case DENY -> then.add(policy);
                case ALLOW -> {
                    then.add(policy);
                    allows = true;
                }
            }
        }
        return new PolicyJudge(Ordered.of(first, groups), Ordered.of(then, groups), allows);
    }

    /** What becomes of a visitor's request. */
    public AccessDecision decide(Visitor visitor) {
        return decide(visitor, false);
    }

    /**
     * What becomes of somebody who signs in: what cannot be told of them here does not keep them out, because the edge decides on
     * each of their requests, where it can.
     */
    public AccessDecision atSignIn(Visitor visitor) {
        return decide(visitor, true);
    }

    private AccessDecision decide(Visitor visitor, boolean generous) {
        int found = first.find(visitor, generous);
        if (found >= 0) {
            return first.decisions[found];
        }
        if (visitor.person() == null) {
            return allows ? SIGN_IN : NONE_MEANT;
        }
        found = then.find(visitor, generous);
        return found < 0 ? NONE_MEANT : then.decisions[found];
    }

    private static AccessDecision decision(AccessPolicy policy) {
        return switch (policy.effect()) {
            case ALLOW -> new AccessDecision.Allowed(policy);
            case DENY -> new AccessDecision.Denied(policy);
            case BYPASS -> new AccessDecision.Bypassed(policy);
            case NON_IDENTITY -> new AccessDecision.Service(policy);
        };
    }

    /** Policies of which the first that means a visitor is looked for. */
    private static final class Ordered {
        private static final int[] NONE = {};

        private final AccessDecision[] decisions;
        private final boolean[] denies;
        private final CompiledRules[] rules;
        private final Map<String, int[]> byEmail;
        private final Map<String, int[]> byDomain;
        private final int[] others;

        private Ordered(
                List<AccessPolicy> policies,
                CompiledRules[] rules,
                Map<String, int[]> byEmail,
                Map<String, int[]> byDomain,
                int[] others) {
            this.decisions = policies.stream().map(PolicyJudge::decision).toArray(AccessDecision[]::new);
            this.denies = new boolean[policies.size()];
            for (int i = 0; i < denies.length; i++) {
                denies[i] = policies.get(i).effect() == AccessPolicy.Effect.DENY;
            }
            this.rules = rules;
            this.byEmail = byEmail;
            this.byDomain = byDomain;
            this.others = others;
        }

        static Ordered of(List<AccessPolicy> policies, Groups groups) {
            CompiledRules[] rules = new CompiledRules[policies.size()];
            Map<String, List<Integer>> byEmail = new HashMap<>();
            Map<String, List<Integer>> byDomain = new HashMap<>();
            List<Integer> others = new ArrayList<>();
            for (int i = 0; i < rules.length; i++) {
                int place = i;
                RuleSet set = policies.get(i).rules();
                rules[i] = CompiledRules.of(set, groups);
                if (rules[i].includesOnlyAddresses()) {
                    CompiledRules.emails(set.include())
                            .forEach(email -> byEmail.computeIfAbsent(email, _ -> new ArrayList<>())
                                    .add(place));
                    CompiledRules.domains(set.include())
                            .forEach(domain -> byDomain.computeIfAbsent(domain, _ -> new ArrayList<>())
                                    .add(place));
                } else {
                    others.add(place);
                }
            }
            return new Ordered(policies, rules, arrays(byEmail), arrays(byDomain), array(others));
        }

        private static Map<String, int[]> arrays(Map<String, List<Integer>> lists) {
            Map<String, int[]> arrays = HashMap.newHashMap(lists.size());
            lists.forEach((name, list) -> arrays.put(name, array(list)));
            return arrays;
        }

        private static int[] array(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }

        /** The place of the first policy that means the visitor; -1 if none does. */
        int find(Visitor visitor, boolean generous) {
            Person person = visitor.person();
            int[] named = person == null ? NONE : byEmail.getOrDefault(person.email(), NONE);
            int[] under = person == null || byDomain.isEmpty() ? NONE : byDomain.getOrDefault(person.domain(), NONE);
            int a = 0;
            int b = 0;
            int c = 0;
            while (a < named.length || b < under.length || c < others.length) {
                int place = Math.min(at(named, a), Math.min(at(under, b), at(others, c)));
                if (means(place, visitor, generous)) {
                    return place;
                }
                a += at(named, a) == place ? 1 : 0;
                b += at(under, b) == place ? 1 : 0;
                c += at(others, c) == place ? 1 : 0;
            }
            return -1;
        }

        private static int at(int[] places, int index) {
            return index < places.length ? places[index] : Integer.MAX_VALUE;
        }

        private boolean means(int place, Visitor visitor, boolean generous) {
            return switch (rules[place].match(visitor)) {
                case YES -> true;
                case UNKNOWN -> denies[place] != generous;
                case NO -> false;
            };
        }
    }
}
