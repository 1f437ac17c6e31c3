package dev.chancery.pki;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with what path validation reads of it, and what is wrong with it by itself, whatever path it stands in.
 *
 * <p>Equal only to itself.
 */
final class PathNode {
    /** Extensions that are processed, here or where status is looked up; all others must not be critical. */
    private static final Set<Oid> PROCESSED = Set.of(
            Oids.BASIC_CONSTRAINTS,
            Oids.KEY_USAGE,
            Oids.EXTENDED_KEY_USAGE,
            Oids.SUBJECT_ALTERNATIVE_NAME,
            Oids.NAME_CONSTRAINTS,
            Oids.CERTIFICATE_POLICIES,
            Oids.POLICY_MAPPINGS,
            Oids.POLICY_CONSTRAINTS,
            Oids.INHIBIT_ANY_POLICY,
            Oids.CRL_DISTRIBUTION_POINTS);

    private static final int MAX_SERIAL_BITS = SerialNumber.BYTES * 8;

    /** Whose word stands for the certificate itself. */
    enum Origin {
        /** An administrator's: paths may end here. */
        ANCHOR,
        /** An administrator's: uploaded with its CA, byte by byte. */
        KNOWN,
        /** Nobody's: sent by the client. */
        PRESENTED
    }

    private final Certificate certificate;
    private final Origin origin;
    private final boolean selfIssued;
    private List<GeneralName> alternativeNames = List.of();
    private @Nullable NameConstraints constraints;
    private PolicyRules policies = PolicyRules.NONE;
    private final @Nullable PathFault fault;

    PathNode(Certificate certificate, Origin origin) {
        this.certificate = certificate;
        this.origin = origin;
        this.selfIssued = certificate.issuer().matches(certificate.subject());
        this.fault = read();
    }

    Certificate certificate() {
        return certificate;
    }

    boolean isAnchor() {
        return origin == Origin.ANCHOR;
    }

    /** Issuer and subject are the same name: a CA that changes its key, or a root. */
    boolean isSelfIssued() {
        return selfIssued;
    }

    @Nullable
    NameConstraints constraints() {
        return constraints;
    }

    PolicyRules policies() {
        return policies;
    }

    /** The names a constraint is applied to: the subject, addresses in it, and the alternative names (section 6.1.3 (b)). */
    List<GeneralName> names() {
        List<GeneralName> names = new ArrayList<>(alternativeNames);
        if (!certificate.subject().isEmpty()) {
            names.add(new GeneralName.Directory(certificate.subject()));
            for (NameAttribute attribute : certificate.subject().attributes()) {
                if (attribute.type().equals(Oids.EMAIL_ADDRESS)) {
                    names.add(new GeneralName.Email(attribute.text().orElse("")));
                }
            }
        }
        return names;
    }

    List<GeneralName> alternativeNames() {
        return alternativeNames;
    }

    private PathFault fault(PathFault.Kind kind, String rest) {
        return PathFault.of(kind, certificate, rest);
    }

    private @Nullable PathFault read() {
        Extensions extensions = certificate.extensions();
        for (Oid critical : extensions.critical()) {
            if (!PROCESSED.contains(critical)) {
                return fault(
                        PathFault.Kind.UNKNOWN_CRITICAL_EXTENSION,
                        "has the critical extension " + critical + ", which must be understood and is not");
            }
        }
        try {
            Optional<Der> alternative = extensions.value(Oids.SUBJECT_ALTERNATIVE_NAME);
            if (alternative.isPresent()) {
                alternativeNames = GeneralName.parseAll(alternative.get(), "subject alternative name");
            }
            Optional<Der> constraint = extensions.value(Oids.NAME_CONSTRAINTS);
            if (constraint.isPresent()) {
                constraints = NameConstraints.parse(constraint.get());
            }
            policies = PolicyRules.of(extensions);
        } catch (DerException e) {
            return fault(PathFault.Kind.MALFORMED, "cannot be read: " + e.sentence());
        }
        @Nullable String odd = oddity(extensions);
        return odd == null ? null : fault(PathFault.Kind.MALFORMED, odd);
    }

    /** What RFC 5280 section 4 forbids, where accepting it would let two readers disagree. */
    private @Nullable String oddity(Extensions extensions) {
        boolean ca = certificate.isCa();
        if (certificate.issuer().isEmpty()) {
            return "has no issuer name (RFC 5280 section 4.1.2.4)";
        }
        if (ca && certificate.subject().isEmpty()) {
            return "is a CA's and has no subject name (RFC 5280 section 4.1.2.6)";
        }
        // The sign takes a bit: a positive number of 20 octets has up to 159 beside it.
        if (certificate.serial().bitLength() >= MAX_SERIAL_BITS) {
            return "has a serial number of more than 20 octets (RFC 5280 section 4.1.2.2)";
        }
        if (certificate.subject().isEmpty()
                && extensions.has(Oids.SUBJECT_ALTERNATIVE_NAME)
                && !extensions.critical().contains(Oids.SUBJECT_ALTERNATIVE_NAME)) {
            return "has all its names in an extension that is not critical (RFC 5280 section 4.2.1.6)";
        }
        if (constraints != null && !ca) {
            return "has name constraints and is not a CA's (RFC 5280 section 4.2.1.10)";
        }
        if (extensions.has(Oids.POLICY_CONSTRAINTS) && !extensions.critical().contains(Oids.POLICY_CONSTRAINTS)) {
            return "has policy constraints that are not critical (RFC 5280 section 4.2.1.11)";
        }
        return null;
    }

    /** What is wrong with it as the last certificate of a path; null if nothing. */
    @Nullable
    PathFault asLeaf(PathPolicy policy, Instant at) {
        if (fault != null) {
            return fault;
        }
        @Nullable PathFault common = common(policy, at);
        if (common != null) {
            return common;
        }
        @Nullable Set<KeyUsage> usage = certificate.extensions().keyUsage();
        if (usage == null) {
            return null;
        }
        if (usage.contains(KeyUsage.KEY_CERT_SIGN) && !certificate.isCa()) {
            return fault(
                    PathFault.Kind.KEY_USAGE, "may sign certificates and is not a CA's (RFC 5280 section 4.2.1.9)");
        }
        boolean usable = usage.contains(KeyUsage.DIGITAL_SIGNATURE)
                || usage.contains(KeyUsage.KEY_AGREEMENT)
                || (policy.purpose() == PathPolicy.Purpose.SERVER_AUTH && usage.contains(KeyUsage.KEY_ENCIPHERMENT));
        return usable
                ? null
                : fault(PathFault.Kind.KEY_USAGE, "has a key usage without digitalSignature, so it is not for TLS");
    }

    /** What is wrong with it as the issuer of another; null if nothing. */
    @Nullable
    PathFault asIssuer(PathPolicy policy, Instant at) {
        if (fault != null) {
            return fault;
        }
        if (!certificate.isCa()) {
            return fault(PathFault.Kind.NOT_A_CA, "is not a CA's, but issued another");
        }
        @Nullable Set<KeyUsage> usage = certificate.extensions().keyUsage();
        if (usage != null && !usage.contains(KeyUsage.KEY_CERT_SIGN)) {
            return fault(PathFault.Kind.KEY_USAGE, "has a key usage without keyCertSign, but issued another");
        }
        return common(policy, at);
    }

    private @Nullable PathFault common(PathPolicy policy, Instant at) {
        if (!certificate.isValidAt(at)) {
            return at.isBefore(certificate.notBefore())
                    ? fault(PathFault.Kind.NOT_YET_VALID, "is not valid before " + certificate.notBefore())
                    : fault(PathFault.Kind.EXPIRED, "expired at " + certificate.notAfter());
        }
        List<Oid> purposes = certificate.extensions().extendedKeyUsages();
        if (!purposes.isEmpty()
                && !purposes.contains(policy.purpose().oid())
                && !purposes.contains(Oids.ANY_EXTENDED_KEY_USAGE)) {
            return fault(PathFault.Kind.EXTENDED_KEY_USAGE, "has an extended key usage without " + policy.purpose());
        }
        List<KeyFault> keyFaults = policy.keys().check(certificate.publicKey());
        if (!keyFaults.isEmpty()) {
            return fault(
                    PathFault.Kind.WEAK_KEY,
                    "has a key that is not accepted: " + keyFaults.getFirst().sentence());
        }
        return isSignedSoundly()
                ? null
                : fault(
                        PathFault.Kind.WEAK_ALGORITHM,
                        "is signed with " + certificate.signatureName() + " (expected: SHA-2 or better)");
    }

    /**
     * An anchor's own signature says nothing. That of an uploaded intermediate adds nothing to the word of who uploaded it, so
     * the SHA-1 that an upload may have is no danger there: the danger is a second certificate of the same signature.
     */
    private boolean isSignedSoundly() {
        Optional<SignatureAlgorithm> algorithm = certificate.signatureAlgorithm();
        return switch (origin) {
            case ANCHOR -> true;
            case KNOWN ->
                algorithm
                        .filter(it -> it.isSound() || it.isAllowedOnUploadedCa())
                        .isPresent();
            case PRESENTED -> algorithm.filter(SignatureAlgorithm::isSound).isPresent();
        };
    }

    @Override
    public String toString() {
        return certificate.toString();
    }
}
