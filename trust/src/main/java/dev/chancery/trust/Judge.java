package dev.chancery.trust;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PathFault;
import dev.chancery.pki.PathPolicy;
import dev.chancery.pki.PathValidation;
import dev.chancery.pki.PathVerdict;
import dev.chancery.pki.SubjectPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is let in, and why not (DESIGN 4.5): the only place that does. The edge asks it, and so do explain and the tests.
 *
 * <p>One question in two halves. {@link #standing} judges the chain: that costs signatures and may be remembered by chain and
 * site for as long as this judge is in office and {@link Standing.Good#until} has not come. {@link #status} looks at
 * revocation and time: it is asked on every request, takes well under a microsecond and allocates nothing while the answer is
 * good.
 *
 * <p>A judge belongs to one {@link Config}; a change of revocations alone does not need another. Shared between threads.
 */
public final class Judge {
    private static final PathPolicy CLIENTS = PathPolicy.of(PathPolicy.Purpose.CLIENT_AUTH);

    private final Config config;
    private final PathPolicy policy;
    private final Map<SubjectPublicKey, AuthorityId> managed;
    private final Map<Hostname, PathValidation> byHostname = new ConcurrentHashMap<>();
    private final Map<List<TrustEntry.Authority>, PathValidation> shared = new ConcurrentHashMap<>();

    private Judge(Config config, PathPolicy policy) {
        this.config = config;
        this.policy = policy;
        this.managed = managedCas(config);
    }

    /** Every managed CA by its keys: whoever else brings its certificate, its own revocations count. */
    private static Map<SubjectPublicKey, AuthorityId> managedCas(Config config) {
        Map<SubjectPublicKey, AuthorityId> byKey = new HashMap<>();
        for (TrustEntry.Config entry : config.entries()) {
            if (entry instanceof TrustEntry.Authority authority
                    && authority.kind() == TrustEntry.AuthorityKind.MANAGED) {
                authority.certificates().forEach(it -> byKey.put(it.publicKey(), authority.id()));
            }
        }
        return byKey;
    }

    /** The judge of this configuration. */
    public static Judge of(Config config) {
        return of(config, CLIENTS);
    }

    /** The same by another policy than that of clients: published cases of servers are replayed by it. */
    public static Judge of(Config config, PathPolicy policy) {
        return new Judge(config, policy);
    }

    /**
     * The whole verdict, both halves at once.
     *
     * @param bundle whose configuration is this judge's
     * @param presented what the client sent, leaf first; empty if nothing
     * @throws IllegalArgumentException if the bundle's configuration is another
     */
    public Verdict judge(TrustBundle bundle, Hostname hostname, List<Der> presented, Instant at) {
        if (bundle.config() != config) {
            throw new IllegalArgumentException("a bundle of another configuration than this judge's");
        }
        Optional<Site> site = config.site(hostname).filter(Site::bound);
        return site.isEmpty()
                ? new Verdict.NotAsked()
                : verdict(site.get(), standing(site.get(), presented, at), bundle.status(), at);
    }

    /** Both halves put together for a site that has a CA bound to it. */
    public static Verdict verdict(Site site, Standing standing, Status status, Instant at) {
        return switch (standing) {
            case Standing.Bad(Refusal why) -> refused(site, why);
            case Standing.Good good -> {
                @Nullable Refusal why = status(site, good, status, at);
                yield why == null
                        ? new Verdict.Admitted(good.authority(), good.path(), good.until())
                        : refused(site, why);
            }
        };
    }

    private static Verdict refused(Site site, Refusal why) {
        return switch (site.mode()) {
            case ENFORCE -> new Verdict.Refused(why);
            case LOG -> new Verdict.Logged(why);
        };
    }

    /**
     * What the chain says of a client at a site of this configuration.
     *
     * @param presented what the client sent, leaf first; an intermediate that cannot be read is as good as not sent
     */
    public Standing standing(Site site, List<Der> presented, Instant at) {
        if (presented.isEmpty()) {
            return bad(
                    Reason.NO_CERTIFICATE, "No client certificate was sent (expected: one of a CA of this hostname).");
        }
        Certificate leaf;
        try {
            leaf = Certificate.parse(presented.getFirst());
        } catch (DerException e) {
            return bad(Reason.MALFORMED, "The client certificate cannot be read: " + e.sentence());
        }
        PathValidation paths = byHostname.computeIfAbsent(
                site.hostname(), _ -> shared.computeIfAbsent(site.authorities(), this::paths));
        return switch (paths.judge(leaf, readable(presented), at)) {
            case PathVerdict.Refused(PathFault fault) -> bad(Reason.of(fault.kind()), fault.sentence());
            case PathVerdict.Valid valid -> standing(site, valid);
        };
    }

    /** The intermediates are supplied to those who send only their leaf. */
    private PathValidation paths(List<TrustEntry.Authority> authorities) {
        List<Certificate> anchors = new ArrayList<>();
        List<Certificate> all = new ArrayList<>();
        for (TrustEntry.Authority authority : authorities) {
            List<Certificate> selfSigned = authority.certificates().stream()
                    .filter(certificate -> certificate.isSelfIssued() && certificate.verifySignedBy(certificate))
                    .toList();
            anchors.addAll(selfSigned.isEmpty() ? authority.certificates() : selfSigned);
            all.addAll(authority.certificates());
        }
        return PathValidation.of(anchors, all, policy);
    }

    private Standing standing(Site site, PathVerdict.Valid valid) {
        List<Certificate> path = valid.path();
        @Nullable AuthorityId issuer = path.size() > 1 ? managed.get(path.get(1).publicKey()) : null;
        List<Standing.Lookup> lookups = new ArrayList<>(1);
        @Nullable AuthorityId first = null;
        for (TrustEntry.Authority authority : site.authorities()) {
            boolean stands = switch (authority.kind()) {
                // Of other issuing CAs under its root it would not know the revocations.
                case MANAGED -> authority.id().equals(issuer);
                case UPLOADED, ACCESS -> {
                    Optional<Standing.Lookup> lookup = uploaded(authority, path);
                    lookup.ifPresent(lookups::add);
                    yield lookup.isPresent();
                }
            };
            first = first == null && stands ? authority.id() : first;
        }
        if (first == null) {
            return bad(
                    Reason.NO_PATH,
                    path.getFirst().label() + " was not issued by a CA in force here, but by another under its root.");
        }
        if (issuer != null) {
            lookups.add(new Standing.Lookup.Managed(
                    issuer, Status.prefix(path.getFirst().serial())));
        }
        return new Standing.Good(first, path, valid.until(), lookups);
    }

    /** Where the list of this CA would name the client, if the path leads over the CA: what it issued itself stands just below. */
    private static Optional<Standing.Lookup> uploaded(TrustEntry.Authority authority, List<Certificate> path) {
        for (int i = 0; i < path.size(); i++) {
            Certificate certificate = path.get(i);
            if (authority.certificates().stream().anyMatch(it -> isSameCa(it, certificate))) {
                return Optional.of(new Standing.Lookup.Uploaded(authority.id(), path.get(Math.max(0, i - 1))));
            }
        }
        return Optional.empty();
    }

    /** Cross-certified, a CA has several certificates of one name and key, and one list. */
    private static boolean isSameCa(Certificate one, Certificate other) {
        return one.publicKey().equals(other.publicKey()) && one.subject().matches(other.subject());
    }

    private static Standing bad(Reason reason, String sentence) {
        return new Standing.Bad(new Refusal(reason, sentence));
    }

    private static List<Certificate> readable(List<Der> presented) {
        return presented.stream()
                .skip(1)
                .limit(PathValidation.MAX_PRESENTED)
                .map(Judge::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Certificate> read(Der der) {
        try {
            return Optional.of(Certificate.parse(der));
        } catch (DerException e) {
            return Optional.empty();
        }
    }

    /** Why a client in good standing is refused now all the same; null if it is not. */
    public static @Nullable Refusal status(Site site, Standing.Good standing, Status status, Instant at) {
        if (!at.isBefore(standing.until())) {
            return new Refusal(
                    Reason.EXPIRED, standing.leaf().label() + " or a CA above it expired at " + standing.until() + ".");
        }
        List<Standing.Lookup> lookups = standing.lookups();
        for (int i = 0; i < lookups.size(); i++) {
            @Nullable
            Refusal refusal = switch (lookups.get(i)) {
                case Standing.Lookup.Managed managed ->
                    status.revoked(managed.authority()).contains(managed.prefix()) ? revoked(standing.leaf()) : null;
                case Standing.Lookup.Uploaded uploaded -> listed(site, standing, uploaded, status, at);
            };
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    /** What the CA's list says, and its OCSP responder, where it has them: each must be fresh. */
    private static @Nullable Refusal listed(
            Site site, Standing.Good standing, Standing.Lookup.Uploaded uploaded, Status status, Instant at) {
        @Nullable Refusal byList = byList(site, standing, uploaded, status, at);
        return byList != null || !status.hasResponder(uploaded.authority())
                ? byList
                : byResponder(site, standing, uploaded, status, at);
    }

    /** An uploaded CA of whose revocations nobody told has none; one that told once has to go on telling. */
    private static @Nullable Refusal byList(
            Site site, Standing.Good standing, Standing.Lookup.Uploaded uploaded, Status status, Instant at) {
        @Nullable
        RevokedSerials list = status.revocationList(uploaded.authority()).orElse(null);
        if (list == null) {
            return null;
        }
        if (list.contains(uploaded.certificate().serial())) {
            return revoked(uploaded.certificate());
        }
        @Nullable Instant next = list.nextUpdate();
        return next == null ? null : stale(site, standing, next, at);
    }

    private static @Nullable Refusal byResponder(
            Site site, Standing.Good standing, Standing.Lookup.Uploaded uploaded, Status status, Instant at) {
        Certificate certificate = uploaded.certificate();
        TrustEntry.@Nullable OcspAnswer answer = status.answer(uploaded.authority(), certificate.serial());
        if (answer == null) {
            return new Refusal(
                    Reason.STATUS_PENDING, certificate.label() + " waits for the word of its CA's OCSP responder.");
        }
        return switch (answer.status()) {
            case GOOD -> stale(site, standing, answer.nextUpdate(), at);
            case REVOKED -> revoked(certificate);
            case UNKNOWN ->
                new Refusal(Reason.STATUS_UNKNOWN, certificate.label() + " is unknown to its CA's OCSP responder.");
        };
    }

    private static @Nullable Refusal stale(Site site, Standing.Good standing, Instant next, Instant at) {
        long grace = Duration.ofHours(1).toSeconds() * site.graceHours();
        return at.getEpochSecond() - next.getEpochSecond() > grace
                ? new Refusal(
                        Reason.STATUS_STALE,
                        standing.leaf().label() + " may be revoked: the revocation data of its CA was to be renewed at "
                                + next + " (expected: at most " + site.graceHours() + " hours ago).")
                : null;
    }

    private static Refusal revoked(Certificate certificate) {
        return new Refusal(Reason.REVOKED, certificate.label() + " is revoked.");
    }
}
