package dev.chancery.control.db;

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
     * The position of the head.
     *
     * @param lineage 32 hex digits, new whenever a database is created or recovered
     * @param revision the last revision given out; 0 before the first
     */
    public record Position(String lineage, long revision) {}

    /** Takes the next revision and keeps the head locked until the commit. */
    public static long advance(Tx tx) {
        return tx.sql("update trust_head set revision = revision + 1 where id = 1 returning revision")
                .first(row -> row.number(1))
                .orElseThrow(TrustHead::missing);
    }

    /**
     * Whether any edge is registered, asked with the head locked: until this transaction ends no edge joins and no other
     * revision is made, so a transition may be completed at once if the answer is no.
     */
    public static boolean edgesRegistered(Tx tx) {
        lock(tx);
        return tx.sql("select 1 from edge limit 1").first(row -> true).orElse(false);
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
        return tx.sql("select lineage, revision from trust_head where id = 1" + lock)
                .first(row -> new Position(row.text(1), row.number(2)))
                .orElseThrow(TrustHead::missing);
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
