package dev.chancery.control.db;

import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.Lineage;
import dev.chancery.trust.Revision;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Where trust stands: the lineage of this database and the last revision given out (DESIGN 4.2).
 *
 * <p>Revisions count 1, 2, 3 … without gaps, in the order of the commits that made them, because the number comes from a row
 * that stays locked until the commit. Call these methods last in a write, in {@link Lane#TRUST}.
 */
public final class TrustHead {
    private TrustHead() {}

    /**
     * Where the head stands.
     *
     * @param revision the last revision given out; number 0 before the first
     * @param digest of the bundle at that revision
     */
    public record Position(Revision revision, BundleDigest digest) {}

    /**
     * Takes the next revision and keeps the head locked until the commit.
     *
     * @return where the head stands now, still with the digest of the revision before: see {@link #digest}
     */
    public static Position advance(Tx tx) {
        return tx.sql("update trust_head set revision = revision + 1 where id = 1 returning lineage, revision, digest")
                .first(TrustHead::position)
                .orElseThrow(TrustHead::missing);
    }

    /** Notes the digest of the bundle at the revision this transaction took. */
    public static void digest(Tx tx, BundleDigest digest) {
        tx.sql("update trust_head set digest = ? where id = 1")
                .text(digest.hex())
                .run();
    }

    /**
     * Whether a change must wait for some edge, asked with the head locked: until this transaction ends no edge is given its
     * first lease and no other revision is made, so a transition may be completed at once if the answer is no.
     */
    public static boolean edgesHoldLeases(Tx tx) {
        lock(tx);
        return tx.sql("select 1 from edge where standing in ('leased', 'fenced') limit 1")
                .first(row -> true)
                .orElse(false);
    }

    /** From now on revisions are of this lineage; their numbers count on. */
    public static void begin(Tx tx, Lineage lineage) {
        tx.sql("update trust_head set lineage = ? where id = 1")
                .text(lineage.hex())
                .run();
    }

    /** Locks the head until the transaction ends and tells where it stands. */
    public static Position lock(Tx tx) {
        return position(tx, tx.engine().forUpdate());
    }

    /** Where the head stands, without a lock. */
    public static Position read(Tx tx) {
        return position(tx, "");
    }

    private static Position position(Tx tx, String lock) {
        return tx.sql("select lineage, revision, digest from trust_head where id = 1" + lock)
                .first(TrustHead::position)
                .orElseThrow(TrustHead::missing);
    }

    private static Position position(Row row) {
        return new Position(new Revision(new Lineage(row.text(1)), row.number(2)), BundleDigest.ofHex(row.text(3)));
    }

    /** Makes the head of a new database; several replicas may try at the same time. */
    static void create(Database database, SecureRandom random) {
        boolean there = database.read(
                tx -> tx.sql("select 1 from trust_head").first(row -> true).orElse(false));
        if (there) {
            return;
        }
        byte[] lineage = new byte[16];
        random.nextBytes(lineage);
        database.write(
                Lane.TRUST,
                tx -> tx.sql(
                                "insert into trust_head (id, lineage, revision) values (1, ?, 0) on conflict (id) do nothing")
                        .text(HexFormat.of().formatHex(lineage))
                        .run());
    }

    private static DatabaseException missing() {
        return new DatabaseException("the trust head is missing (expected: one row in trust_head)", null);
    }
}
