package dev.chancery.control.sshcertificates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chancery.ca.SshFault;
import dev.chancery.ca.SshIssuer;
import dev.chancery.ca.SshProfile;
import dev.chancery.ca.SshRefused;
import dev.chancery.ca.SshRequest;
import dev.chancery.control.accessplane.SshSigner;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.publishing.RevokedPeople;
import dev.chancery.control.publishing.SshApplications;
import dev.chancery.control.publishing.SshAuthority;
import dev.chancery.control.publishing.SshTerms;
import dev.chancery.pki.SshCertificate;
import dev.chancery.pki.SshCriticalOption;
import dev.chancery.pki.SshExtension;
import dev.chancery.pki.SshOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signs the SSH key of a person for the application their token is for, with that application's CA. Its principal is what stands
 * before the {@code @} of the e-mail address, in lower case, unless the policy that lets the person in names others.
 *
 * <p>It refuses in its own words, see {@link SshSigner}; 1490 (503) while the seal is missing.
 */
public final class SignForPerson implements SshSigner {
    /** What a shell needs, and no more: neither ports nor X11. */
    private static final List<SshOption> EXTENSIONS = List.of(
            SshExtension.PERMIT_AGENT_FORWARDING.option(),
            SshExtension.PERMIT_PTY.option(),
            SshExtension.PERMIT_USER_RC.option());

    /** Kept open at most; beyond them those used least are opened again. */
    private static final int MOST = 10_000;

    private final Database database;
    private final KeyCustody keys;
    private final SshApplications applications;
    private final RevokedPeople revoked;
    private final AuditLog audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Cache<UUID, SshIssuer> issuers =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * @param random draws serial numbers, nonces and key ids
     */
    public SignForPerson(
            Database database,
            KeyCustody keys,
            SshApplications applications,
            RevokedPeople revoked,
            AuditLog audit,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.applications = applications;
        this.revoked = revoked;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Outcome sign(Order order) {
        return switch (database.read(tx -> judge(tx, order))) {
            case Judged.Refused(Outcome outcome) -> outcome;
            case Judged.Good(SshAuthority authority, SshTerms terms) -> sign(order, authority, terms);
        };
    }

    /** Whether an order is in order. */
    private sealed interface Judged {
        record Good(SshAuthority authority, SshTerms terms) implements Judged {}

        record Refused(Outcome outcome) implements Judged {}
    }

    private Judged judge(Tx tx, Order order) {
        Optional<SshApplications.Found> found =
                applications.ofAudience(tx, order.account(), order.audience(), order.policy());
        if (found.isEmpty() || found.get().authority().isEmpty()) {
            return new Judged.Refused(new NoAuthority());
        }
        @Nullable Instant revokedOn = found.get().tokensRevokedOn();
        boolean old = (revokedOn != null && order.tokenIssuedAt().isBefore(revokedOn))
                || revoked.revokedOn(tx, order.account(), lower(order.email()))
                        .filter(order.tokenIssuedAt()::isBefore)
                        .isPresent();
        return old
                ? new Judged.Refused(new TokenRevoked())
                : new Judged.Good(found.get().authority().get(), found.get().terms());
    }

    private Outcome sign(Order order, SshAuthority authority, SshTerms terms) {
        String email = lower(order.email());
        List<String> principals = terms.users().of(email);
        String keyId = HexId.random(random);
        SshIssuer issuer = issuers.get(authority.key(), this::open);
        SshCertificate certificate;
        try {
            certificate = issuer.issue(issuer.prepare(
                    new SshRequest(order.key(), keyId, principals, terms.lifetime(), options(terms), EXTENSIONS)));
        } catch (SshRefused e) {
            return new Unfit(e.faults().stream().map(SshFault::sentence).collect(Collectors.joining(" ")));
        }
        Instant end = Instant.ofEpochSecond(
                certificate.content().validity().validBefore().bits());
        SignedCertificate row = new SignedCertificate(
                authority.id(),
                certificate.content().serial(),
                keyId,
                authority.account(),
                email,
                String.join(",", principals),
                end);
        try {
            database.write(Lane.ISSUANCE, tx -> {
                Signing.of(tx).add(new Signing.Made(order, row, this::stillRefuses));
                audit.record(tx, entry(order, row));
                return row;
            });
        } catch (Signing.Withdrawn e) {
            return e.outcome();
        }
        return new Signed(keyId, certificate, end);
    }

    private Optional<Outcome> stillRefuses(Tx tx, Signing.Made made) {
        return switch (judge(tx, made.order())) {
            case Judged.Refused(Outcome outcome) -> Optional.of(outcome);
            // Another CA took the place of the one that signed.
            case Judged.Good(SshAuthority authority, SshTerms _)
            when !authority.id().equals(made.certificate().ca()) -> Optional.of(new NoAuthority());
            case Judged.Good _ -> Optional.empty();
        };
    }

    private SshIssuer open(UUID key) {
        return new SshIssuer(keys.open(key), SshProfile.users(), random, clock);
    }

    private static List<SshOption> options(SshTerms terms) {
        List<SshOption> options = new ArrayList<>(2);
        terms.command().map(SshCriticalOption::forceCommand).ifPresent(options::add);
        if (!terms.sources().isEmpty()) {
            options.add(SshCriticalOption.sourceAddress(terms.sources()));
        }
        return options;
    }

    private static AuditEntry entry(Order order, SignedCertificate signed) {
        return AuditEntry.byHouse("access", signed.account(), Action.CREATE, ObjectKind.SSH_CERTIFICATE, signed.keyId())
                .with("authority", signed.ca())
                .with("serial", signed.serial().toString())
                .with("email", signed.email())
                .with("principal", signed.principal())
                .with("key", order.key().fingerprint())
                .with("valid_until", signed.validUntil().toString())
                .with("address", order.address());
    }

    private static String lower(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
