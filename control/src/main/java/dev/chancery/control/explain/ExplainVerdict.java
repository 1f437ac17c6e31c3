package dev.chancery.control.explain;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.CurrentBundle;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.pki.Der;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.Judge;
import dev.chancery.trust.Revision;
import dev.chancery.trust.Verdict;
import java.time.Instant;
import java.util.List;

/**
 * Tells what an edge that has heard everything says of a chain at a hostname. Nothing is changed, and no edge is asked.
 *
 * <p>Refusals: a hostname outside the account's zones (1481).
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
     * @throws dev.chancery.control.refusal.Refusal as the class says
     */
    public Explained explain(AccountAccess access, Hostname hostname, List<Der> chain, Instant at) {
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
        CurrentBundle.At now = current.now();
        return new Explained(
                hostname, now.revision(), at, Judge.of(now.bundle().config()).judge(now.bundle(), hostname, chain, at));
    }
}
