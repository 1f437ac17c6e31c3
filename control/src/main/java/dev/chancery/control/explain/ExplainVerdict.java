package dev.chancery.control.explain;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.CurrentBundle;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Der;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.Judge;
import dev.chancery.trust.Revision;
import dev.chancery.trust.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells what an edge that has heard everything says of a chain at a hostname. Nothing is changed, and no edge is asked.
 *
 * <p>Refusals: a hostname outside the account's zones (1481); a revision that cannot be told any more (6009).
 */
public final class ExplainVerdict {
    private final Database database;
    private final CurrentBundle current;

    public ExplainVerdict(Database database, CurrentBundle current) {
        this.database = database;
        this.current = current;
    }

    /**
     * A verdict and what it was given by.
     *
     * @param revision of the bundle
     * @param at the instant it is of
     */
    public record Explained(Hostname hostname, Revision revision, Instant at, Verdict verdict) {}

    /**
     * @param chain what the client would send, leaf first; empty for a client that sends nothing
     * @param revision by which it is judged; empty for the newest
     * @throws dev.chancery.control.refusal.Refusal as the class says
     */
    public Explained explain(
            AccountAccess access, Hostname hostname, List<Der> chain, Instant at, Optional<Long> revision) {
        boolean ours = database.read(tx -> tx
                .sql("select name from zone where account_id = ? and deleted_on is null")
                .text(access.account().hex())
                .list(row -> row.text(1))
                .stream()
                .anyMatch(hostname::liesIn));
        if (!ours) {
            throw ErrorCode.HOSTNAME_OUTSIDE_ZONE.refusal(
                    "hostname: %s (expected: a name in a zone of the account)".formatted(Excerpt.of(hostname.ascii())));
        }
        CurrentBundle.At judging = revision.map(this::past).orElseGet(current::now);
        return new Explained(
                hostname,
                judging.revision(),
                at,
                Judge.of(judging.bundle().config()).judge(judging.bundle(), hostname, chain, at));
    }

    private CurrentBundle.At past(long revision) {
        return current.at(revision)
                .orElseThrow(() -> new Refusal(ErrorCode.INVALID_VALUE.at(
                        "/revision",
                        "revision: %d (expected: at most %d, and none from before an uploaded CA's newest revocation list)"
                                .formatted(revision, current.now().revision().number()))));
    }
}
