package dev.chancery.ca;

import dev.chancery.ca.IssuanceFault.Code;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.CsrFault;
import dev.chancery.pki.Der;
import dev.chancery.pki.LeafTemplate;
import dev.chancery.pki.Lint;
import dev.chancery.pki.LintFinding;
import dev.chancery.pki.Validity;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * One issuing CA at work, in two steps: {@link #prepare} checks, builds and lints; {@link #issue} signs exactly what was
 * prepared. So nothing unchecked is signed and nothing is signed twice. Safe for any number of threads.
 */
public final class Issuer {
    /** How far back a certificate's validity begins, for clients whose clock is behind. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private final Certificate certificate;
    private final SigningKey key;
    private final LeafProfile profile;
    private final LeafTemplate template;
    private final Serials serials;
    private final InstantSource clock;

    /**
     * An issuer for one CA.
     *
     * @throws IllegalArgumentException if the key is not the certificate's, or the certificate is no CA's
     */
    public Issuer(
            Certificate certificate, SigningKey key, LeafProfile profile, SecureRandom random, InstantSource clock) {
        CertificateSigner.requirePair(certificate, key);
        if (!certificate.isCa()) {
            throw new IllegalArgumentException("The certificate " + certificate.subjectString() + " is not a CA's.");
        }
        this.certificate = certificate;
        this.key = key;
        this.profile = profile;
        this.template = LeafTemplate.of(certificate, key.algorithm(), profile.urls());
        this.serials = new Serials(random);
        this.clock = clock;
    }

    /** The CA's own certificate. */
    public Certificate certificate() {
        return certificate;
    }

    /** What this CA issues. */
    public LeafProfile profile() {
        return profile;
    }

    /**
     * Checks a request against the profile and builds what would be signed: valid from now, rounded to the minute, minus
     * five minutes, for {@code validityDays} times 24 hours.
     *
     * @throws IssuanceRefused with every fault at once
     */
    public Prepared prepare(LeafRequest request) throws IssuanceRefused {
        List<IssuanceFault> faults = new ArrayList<>(0);
        Instant now = clock.instant();
        Validity validity = validity(now, request.validityDays(), faults);
        for (CsrFault fault : request.csr().check(profile.keys())) {
            faults.add(IssuanceFault.of(fault));
        }
        refuseIfAny(faults);
        BigInteger serial = serials.next(now);
        Der tbs = template.build(serial, validity, request.csr());
        Lint.Verdict verdict = Lint.judge(
                tbs, Lint.Profile.CLIENT_LEAF, certificate, request.csr().publicKey());
        for (LintFinding finding : verdict.findings()) {
            faults.add(new IssuanceFault(Code.LINT, finding.sentence()));
        }
        refuseIfAny(faults);
        return new Prepared(this, serial, validity, verdict.sound());
    }

    /**
     * Redeems the token and signs its bytes.
     *
     * @throws IllegalStateException if it was redeemed before or prepared by another issuer
     */
    public Issued issue(Prepared prepared) {
        return new Issued(CertificateSigner.sign(prepared.redeem(this), key));
    }

    private Validity validity(Instant now, int days, List<IssuanceFault> faults) {
        Instant notBefore = now.plusSeconds(30).truncatedTo(ChronoUnit.MINUTES).minus(BACKDATED);
        if (!certificate.isValidAt(now)) {
            faults.add(new IssuanceFault(
                    Code.CA_NOT_VALID,
                    "The issuing CA is valid from " + certificate.notBefore() + " to " + certificate.notAfter()
                            + ", not now."));
        }
        if (days < 1 || days > profile.longestDays()) {
            faults.add(new IssuanceFault(
                    Code.VALIDITY_DAYS, "validity_days: " + days + " (expected: 1 to " + profile.longestDays() + ")."));
            return new Validity(notBefore, notBefore);
        }
        Instant notAfter = notBefore.plus(Duration.ofDays(days));
        if (notAfter.isAfter(certificate.notAfter())) {
            long possible = Math.max(
                    0, Duration.between(notBefore, certificate.notAfter()).toDays());
            faults.add(new IssuanceFault(
                    Code.OUTLIVES_CA,
                    "validity_days: " + days + " (expected: at most " + possible + ", because the issuing CA ends on "
                            + certificate.notAfter() + ")."));
        }
        return new Validity(notBefore, notAfter);
    }

    private static void refuseIfAny(List<IssuanceFault> faults) throws IssuanceRefused {
        if (!faults.isEmpty()) {
            throw new IssuanceRefused(faults);
        }
    }

    @Override
    public String toString() {
        return "Issuer[" + certificate.subjectString() + "]";
    }
}
