package dev.chancery.pki;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a certificate says of certificate policies (RFC 5280 sections 4.2.1.4, 4.2.1.5, 4.2.1.11 and 4.2.1.14).
 *
 * @param policies the policies it is issued under; empty when it does not say, which is not the same as under none of use
 * @param mappings which policies of the subject's domain each of the issuer's stands for
 * @param requireExplicit after how many certificates a policy is required
 * @param inhibitMapping after how many certificates policies may not be mapped any more
 * @param inhibitAny after how many certificates anyPolicy stands for nothing any more
 */
record PolicyRules(
        Set<Oid> policies,
        Map<Oid, Set<Oid>> mappings,
        OptionalInt requireExplicit,
        OptionalInt inhibitMapping,
        OptionalInt inhibitAny) {
    /** What a certificate without any of these extensions says. */
    static final PolicyRules NONE =
            new PolicyRules(Set.of(), Map.of(), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    static PolicyRules of(Extensions extensions) throws DerException {
        Optional<Der> policies = extensions.value(Oids.CERTIFICATE_POLICIES);
        Optional<Der> mappings = extensions.value(Oids.POLICY_MAPPINGS);
        Optional<Der> constraints = extensions.value(Oids.POLICY_CONSTRAINTS);
        Optional<Der> inhibitAny = extensions.value(Oids.INHIBIT_ANY_POLICY);
        if (policies.isEmpty() && mappings.isEmpty() && constraints.isEmpty() && inhibitAny.isEmpty()) {
            return NONE;
        }
        OptionalInt requireExplicit = OptionalInt.empty();
        OptionalInt inhibitMapping = OptionalInt.empty();
        if (constraints.isPresent()) {
            DerReader outer = new DerReader(constraints.get());
            DerReader fields = outer.sequence("policy constraints");
            outer.end("policy constraints");
            if (!fields.hasMore()) {
                throw new DerException("The policy constraints are empty (RFC 5280 section 4.2.1.11).");
            }
            requireExplicit = skipCerts(fields, DerWriter.primitive(0));
            inhibitMapping = skipCerts(fields, DerWriter.primitive(1));
            fields.end("policy constraints");
        }
        return new PolicyRules(
                policies.isPresent() ? parsePolicies(policies.get()) : Set.of(),
                mappings.isPresent() ? parseMappings(mappings.get()) : Map.of(),
                requireExplicit,
                inhibitMapping,
                inhibitAny.isPresent()
                        ? skipCerts(new DerReader(inhibitAny.get()), DerWriter.INTEGER)
                        : OptionalInt.empty());
    }

    /** {@code SEQUENCE SIZE (1..MAX) OF SEQUENCE { policyIdentifier, policyQualifiers OPTIONAL }}, none of them twice. */
    private static Set<Oid> parsePolicies(Der value) throws DerException {
        DerReader outer = new DerReader(value);
        DerReader list = outer.sequence("certificate policies");
        outer.end("certificate policies");
        Set<Oid> policies = new HashSet<>();
        do {
            Oid policy = list.sequence("certificate policy").oid("certificate policy");
            if (!policies.add(policy)) {
                throw new DerException("The certificate policy " + policy + " appears twice.");
            }
        } while (list.hasMore());
        return policies;
    }

    /** {@code SEQUENCE SIZE (1..MAX) OF SEQUENCE { issuerDomainPolicy, subjectDomainPolicy }}, neither of them anyPolicy. */
    private static Map<Oid, Set<Oid>> parseMappings(Der value) throws DerException {
        DerReader outer = new DerReader(value);
        DerReader list = outer.sequence("policy mappings");
        outer.end("policy mappings");
        Map<Oid, Set<Oid>> mappings = new HashMap<>();
        do {
            DerReader mapping = list.sequence("policy mapping");
            Oid issuer = mapping.oid("policy of the issuer");
            Oid subject = mapping.oid("policy of the subject");
            mapping.end("policy mapping");
            if (issuer.equals(Oids.ANY_POLICY) || subject.equals(Oids.ANY_POLICY)) {
                throw new DerException("A policy mapping names anyPolicy (RFC 5280 section 6.1.4).");
            }
            mappings.computeIfAbsent(issuer, _ -> new HashSet<>()).add(subject);
        } while (list.hasMore());
        return mappings;
    }

    private static OptionalInt skipCerts(DerReader fields, int tag) throws DerException {
        if (!fields.nextIs(tag)) {
            return OptionalInt.empty();
        }
        Der content = fields.content(tag, "number of certificates");
        if (content.length() == 0 || content.at(0) < 0) {
            throw new DerException("A number of certificates in the policy constraints is not one.");
        }
        // Any number beyond the longest path means the same.
        return OptionalInt.of(content.length() > 1 ? Integer.MAX_VALUE : content.at(0));
    }
}
