package dev.chancery.control.revocationlists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.CurrentBundle;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.pki.CertStatus;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.SingleResponse;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.Config;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Judge;
import dev.chancery.trust.Site;
import dev.chancery.trust.Standing;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Asks the OCSP responders of uploaded CAs: about a certificate when its first client comes, and again half way to the answer's next
 * update for as long as one comes, and tells edges what they say. An answer that is older than the one that is known changes nothing. A
 * certificate nobody came with for a day is asked about no more.
 *
 * <p>On any number of replicas: the same answer twice changes nothing.
 */
public final class AskOcspResponders {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Duration WANTED = Duration.ofDays(1);
    /** A question that brought no answer is not put again for a waiting client before this has passed. */
    private static final Duration RESPITE = Duration.ofSeconds(2);

    private static final int MOST_AT_ONCE = 16;
    private static final int MOST_IN_A_ROUND = 100;
    private static final int MOST_REMEMBERED = 10_000;

    private final Means means;
    private final OcspResponderStore responders = new OcspResponderStore();
    private final OcspAnswerStore answers = new OcspAnswerStore();
    private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
    private final Set<Subject> underWay = ConcurrentHashMap.newKeySet();
    private final Cache<Subject, Boolean> failed;
    private Judge judge = Judge.of(TrustBundle.EMPTY.config());
    private Config judged = TrustBundle.EMPTY.config();

    /**
     * What it works with.
     *
     * @param current the bundle at the head
     * @param ticker a monotonic clock
     */
    public record Means(
            Database database,
            CurrentBundle current,
            TrustLog trust,
            AuditLog audit,
            SecureRandom random,
            InstantSource clock,
            Ticker ticker) {}

    private record Subject(AuthorityId authority, BigInteger serial) {}

    /** What is to be asked, and who came with the certificate. */
    private record Case(AuthorityId authority, Question question, String client) {
        Subject subject() {
            return new Subject(authority, question.certificate().serial());
        }
    }

    public AskOcspResponders(Means means) {
        this.means = means;
        this.failed = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(RESPITE)
                .ticker(means.ticker())
                .build();
    }

    /** Clients whose requests wait at an edge; returns at once. */
    public void ask(List<FromEdge.Sighting> clients) {
        for (FromEdge.Sighting client : clients) {
            for (Case each : unanswered(client)) {
                if (failed.getIfPresent(each.subject()) == null && underWay.add(each.subject())) {
                    Thread.ofVirtual().name("ocsp").start(() -> ask(each));
                }
            }
        }
    }

    /** Clients that edges let in: their certificates are still wanted. */
    public void seen(List<FromEdge.Sighting> clients) {
        if (clients.isEmpty() || !means.database().read(responders::any)) {
            return;
        }
        means.database().write(Lane.GENERAL, tx -> {
            answers.wanted(tx, clients);
            return clients.size();
        });
    }

    /** Asks again what is due. Called on a schedule. Whose responder brought nothing is not asked again in the same round. */
    public void run() {
        Instant now = means.clock().instant();
        Set<AuthorityId> silent = new HashSet<>();
        for (OcspAnswerStore.Kept kept : means.database().read(tx -> answers.due(tx, now, MOST_IN_A_ROUND))) {
            Optional<Certificate> issuer = issuer(kept);
            if (issuer.isEmpty() || kept.wantedOn().isBefore(now.minus(WANTED))) {
                forget(kept);
            } else if (silent.contains(kept.answer().authority())
                    || !answered(
                            kept.answer().authority(),
                            new Question(kept.certificate(), issuer.get()),
                            kept.client(),
                            kept.wantedOn())) {
                silent.add(kept.answer().authority());
                later(kept, now.plus(AFTER_FAILURE));
            }
        }
    }

    private List<Case> unanswered(FromEdge.Sighting client) {
        TrustBundle bundle = means.current().now().bundle();
        Optional<Site> site = bundle.config().site(client.hostname()).filter(Site::bound);
        if (site.isEmpty()
                || !(judge(bundle.config())
                                .standing(
                                        site.get(),
                                        client.chain(),
                                        means.clock().instant())
                        instanceof Standing.Good good)) {
            return List.of();
        }
        List<Case> cases = new ArrayList<>();
        for (Standing.Lookup lookup : good.lookups()) {
            if (lookup instanceof Standing.Lookup.Uploaded(var authority, var certificate)
                    && bundle.status().hasResponder(authority)
                    && bundle.status().answer(authority, certificate.serial()) == null) {
                cases.add(new Case(
                        authority,
                        new Question(certificate, issuer(good.path(), certificate)),
                        client.chain().getFirst().sha256Hex()));
            }
        }
        return cases;
    }

    /** An anchor that comes as a client is its own issuer. */
    private static Certificate issuer(List<Certificate> path, Certificate certificate) {
        return path.get(Math.min(path.indexOf(certificate) + 1, path.size() - 1));
    }

    /** The judge of the newest configuration: putting one in office costs more than a question to it. */
    private synchronized Judge judge(Config config) {
        if (judged != config) {
            judge = Judge.of(config);
            judged = config;
        }
        return judge;
    }

    private void ask(Case each) {
        try {
            slots.acquire();
            try {
                Instant now = means.clock().instant().truncatedTo(ChronoUnit.MICROS);
                if (!answered(each.authority(), each.question(), each.client(), now)) {
                    failed.put(each.subject(), true);
                }
            } finally {
                slots.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.remove(each.subject());
        }
    }

    /** Asks, keeps and tells; false if there was no answer, whose reason is kept. */
    private boolean answered(AuthorityId authority, Question question, String client, Instant wantedOn) {
        Optional<OcspResponder> responder = means.database().read(tx -> responders.find(tx, authority.uuid()));
        if (responder.isEmpty()) {
            return false;
        }
        Instant now = means.clock().instant();
        try {
            SingleResponse said = question.ask(responder.get().url(), means.random(), now);
            keep(
                    responder.get(),
                    new OcspAnswerStore.Kept(answer(authority, said), question.certificate(), client, wantedOn));
            return true;
        } catch (Download.Failed e) {
            means.database().write(Lane.GENERAL, tx -> {
                responders.failed(tx, authority.uuid(), e.sentence(), now);
                return e.sentence();
            });
            return false;
        }
    }

    private void later(OcspAnswerStore.Kept kept, Instant nextAskOn) {
        means.database().write(Lane.GENERAL, tx -> {
            answers.askOn(tx, kept.answer(), nextAskOn);
            return kept;
        });
    }

    private static TrustEntry.OcspAnswer answer(AuthorityId authority, SingleResponse said) {
        return new TrustEntry.OcspAnswer(
                authority,
                said.certId().serial(),
                switch (said.status()) {
                    case CertStatus.Good any -> TrustEntry.OcspStatus.GOOD;
                    case CertStatus.Revoked any -> TrustEntry.OcspStatus.REVOKED;
                    case CertStatus.Unknown any -> TrustEntry.OcspStatus.UNKNOWN;
                },
                said.thisUpdate(),
                said.nextUpdate());
    }

    private void keep(OcspResponder responder, OcspAnswerStore.Kept next) {
        TrustEntry.OcspAnswer answer = next.answer();
        Instant now = means.clock().instant();
        Instant nextAskOn = now.plus(pause(Duration.between(now, answer.nextUpdate())));
        means.database().write(Lane.TRUST, tx -> {
            // It may have been taken back, or set to another, while it was asked.
            if (responders
                    .find(tx, answer.authority().uuid())
                    .filter(it -> Objects.equals(it.createdOn(), responder.createdOn()))
                    .isEmpty()) {
                return false;
            }
            Optional<TrustEntry.OcspAnswer> before =
                    answers.find(tx, answer.authority(), answer.serial()).map(OcspAnswerStore.Kept::answer);
            Optional<TrustEntry.OcspAnswer> newer =
                    before.filter(old -> old.thisUpdate().isAfter(answer.thisUpdate()));
            if (newer.isPresent()) {
                answers.askOn(tx, answer, nextAskOn);
            } else {
                answers.put(tx, next, nextAskOn);
            }
            // What is known may not be told yet: a CA nothing was bound to for a while is believed without it.
            tell(tx, responder, newer.orElse(answer), before);
            return true;
        });
    }

    private void tell(
            Tx tx, OcspResponder responder, TrustEntry.OcspAnswer answer, Optional<TrustEntry.OcspAnswer> before) {
        AuditEntry entry = AuditEntry.byHouse(
                        "ocsp client",
                        responder.account(),
                        Action.UPDATE,
                        ObjectKind.OCSP_RESPONDER,
                        answer.authority().toString())
                .with("serial", answer.serial().toString(16))
                .with("status", answer.status().name());
        boolean told = TrustLog.believes(tx, answer.authority());
        AuditEntry noted = told
                ? Deployment.of(tx, means.trust(), List.of(Change.put((TrustEntry) answer)))
                        .note(entry)
                : entry;
        if (before.map(TrustEntry.OcspAnswer::status)
                .filter(answer.status()::equals)
                .isEmpty()) {
            means.audit().record(tx, noted);
        }
    }

    private static Duration pause(Duration left) {
        Duration half = left.dividedBy(2);
        return half.compareTo(SHORTEST) < 0 ? SHORTEST : half.compareTo(LONGEST) > 0 ? LONGEST : half;
    }

    private void forget(OcspAnswerStore.Kept kept) {
        means.database().write(Lane.TRUST, tx -> {
            answers.forget(tx, kept.answer());
            if (TrustLog.believes(tx, kept.answer().authority())) {
                means.trust().publish(tx, List.of(Change.take((TrustEntry) kept.answer())));
            }
            return kept;
        });
    }

    /** The certificate of the CA that issued what is asked about, as long as the CA is believed somewhere. */
    private Optional<Certificate> issuer(OcspAnswerStore.Kept kept) {
        return means.current().now().bundle().config().entries().stream()
                .filter(entry -> entry instanceof TrustEntry.Authority authority
                        && authority.id().equals(kept.answer().authority()))
                .flatMap(entry -> ((TrustEntry.Authority) entry).certificates().stream())
                .filter(it -> it.subject().matches(kept.certificate().issuer())
                        && kept.certificate().verifySignedBy(it))
                .findFirst();
    }
}
