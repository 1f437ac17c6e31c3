package dev.chancery.control.publishing;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.Change;
import dev.chancery.trust.EntryCodec;
import dev.chancery.trust.EntryKey;
import dev.chancery.trust.StreamCodec;
import dev.chancery.trust.TrustEntry;
import dev.chancery.trust.TrustFormatException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What edges are told: the entries of the bundle at the head, and what each revision changed (DESIGN 4.2). The one way to a new
 * revision.
 *
 * <p>Call {@link #publish} last in a write, in {@link dev.chancery.control.db.Lane#TRUST}: it locks the head until the commit.
 */
public final class TrustLog {
    /** How many keys one query asks for; the last is repeated to fill up, so that there is one text to prepare. */
    private static final int CHUNK = 32;

    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param clock dates the revisions
     */
    public TrustLog(InstantSource clock) {
        this.clock = clock;
    }

    /** Has somebody told after every commit of a revision made here; it must return at once. */
    public void onPublish(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Makes the next revision.
     *
     * <p>A {@link TrustEntry.Config} or a list of revocations that is put replaces what stands under its key; one that is taken is
     * known by its key alone. A {@link TrustEntry.Revoked} is put only where it was not, and taken only where it was: the caller
     * knows by the status it moves. A CA goes by itself with the last hostname bound to it.
     *
     * @return the revision's number
     */
    public long publish(Tx tx, List<Change> changes) {
        TrustHead.Position head = TrustHead.advance(tx);
        Ledger ledger = new Ledger(tx, head.digest());
        ledger.make(changes);
        ledger.dropUnbound();
        List<Change> made = ledger.write();
        TrustHead.digest(tx, ledger.digest);
        tx.sql("insert into trust_change (revision, at, digest, changes) values (?, ?, ?, ?)")
                .number(head.revision().number())
                .instant(clock.instant())
                .text(ledger.digest.hex())
                .bytes(StreamCodec.encodeChanges(made))
                .run();
        listeners.forEach(tx::afterCommit);
        return head.revision().number();
    }

    /** Whether edges are told to believe a CA somewhere, by a binding of it. */
    public static boolean believes(Tx tx, AuthorityId authority) {
        return tx.sql("select 1 from trust_entry where authority = ? limit 1")
                .text(authority.toString())
                .first(row -> true)
                .orElse(false);
    }

    /** The entries of the bundle at the head but for the revoked leaves of managed CAs, in no particular order. */
    public static List<TrustEntry> entries(Tx tx) {
        return tx.sql("select entry from trust_entry").list(row -> decoded(row.bytes(1)));
    }

    /** What stands under some keys, those of revoked leaves left out. */
    public static Map<EntryKey, TrustEntry> find(Tx tx, Collection<EntryKey> keys) {
        Map<EntryKey.Kind, List<String>> names = new LinkedHashMap<>();
        keys.forEach(key ->
                names.computeIfAbsent(key.kind(), kind -> new ArrayList<>()).add(key.name()));
        Map<EntryKey, TrustEntry> found = new LinkedHashMap<>();
        names.forEach((kind, all) -> {
            for (int from = 0; from < all.size(); from += CHUNK) {
                List<String> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
                String holes = "?, ".repeat(chunk.size() == 1 ? 0 : CHUNK - 1) + "?";
                Sql query = tx.sql("select entry from trust_entry where kind = ? and name in (" + holes + ")")
                        .number(kind.code());
                for (int i = 0; i < (chunk.size() == 1 ? 1 : CHUNK); i++) {
                    query.text(chunk.get(Math.min(i, chunk.size() - 1)));
                }
                query.list(row -> decoded(row.bytes(1))).forEach(entry -> found.put(entry.key(), entry));
            }
        });
        return found;
    }

    /**
     * The keys of a kind that stand there and begin with a text.
     *
     * @param prefix without characters that {@code like} gives a meaning
     */
    public static List<EntryKey> keys(Tx tx, EntryKey.Kind kind, String prefix) {
        return tx.sql("select name from trust_entry where kind = ? and name like ?")
                .number(kind.code())
                .text(prefix + "%")
                .list(row -> new EntryKey(kind, row.text(1)));
    }

    private static TrustEntry decoded(byte[] bytes) {
        try {
            return EntryCodec.decode(bytes);
        } catch (TrustFormatException e) {
            throw new DatabaseException("a trust entry is damaged: " + e.getMessage(), e);
        }
    }

    /** Works out what a list of changes does to the entries and their digest, and writes it. */
    private static final class Ledger {
        private final Tx tx;
        private BundleDigest digest;
        private final Map<EntryKey, TrustEntry> before = new LinkedHashMap<>();
        private final SequencedMap<EntryKey, Optional<TrustEntry>> after = new LinkedHashMap<>();
        private final List<Change> revocations = new ArrayList<>();

        Ledger(Tx tx, BundleDigest digest) {
            this.tx = tx;
            this.digest = digest;
        }

        void make(List<Change> changes) {
            for (Change change : changes) {
                switch (change.entry()) {
                    case TrustEntry.Revoked revoked -> {
                        digest = change instanceof Change.Put ? digest.plus(revoked) : digest.minus(revoked);
                        revocations.add(change);
                    }
                    case TrustEntry entry ->
                        after.put(entry.key(), change instanceof Change.Put ? Optional.of(entry) : Optional.empty());
                }
            }
            read(after.sequencedKeySet().stream().toList());
        }

        private void read(List<EntryKey> keys) {
            before.putAll(find(tx, keys));
        }

        /** A CA that lost a hostname here and has none left is believed no longer. */
        void dropUnbound() {
            Set<AuthorityId> lost = new LinkedHashSet<>();
            after.forEach((key, now) -> {
                if (now.isEmpty() && before.get(key) instanceof TrustEntry.Binding(var hostname, var authority)) {
                    lost.add(authority);
                }
            });
            for (AuthorityId authority : lost) {
                boolean kept = after.values().stream()
                        .flatMap(Optional::stream)
                        .anyMatch(entry ->
                                entry instanceof TrustEntry.Binding(var hostname, var id) && id.equals(authority));
                if (!kept && !boundElsewhere(authority)) {
                    List<EntryKey> keys = new ArrayList<>(List.of(
                            new EntryKey(EntryKey.Kind.AUTHORITY, authority.toString()),
                            new EntryKey(EntryKey.Kind.REVOCATION_LIST, authority.toString()),
                            new EntryKey(EntryKey.Kind.OCSP_RESPONDER, authority.toString())));
                    keys.addAll(TrustLog.keys(tx, EntryKey.Kind.OCSP_ANSWER, authority + " "));
                    keys.forEach(key -> after.put(key, Optional.empty()));
                    read(keys);
                }
            }
        }

        private boolean boundElsewhere(AuthorityId authority) {
            return tx
                    .sql("select name from trust_entry where authority = ?")
                    .text(authority.toString())
                    .list(row -> new EntryKey(EntryKey.Kind.BINDING, row.text(1)))
                    .stream()
                    .anyMatch(key -> !after.containsKey(key));
        }

        /** Writes what is different, and tells what that is. */
        List<Change> write() {
            List<Change> made = new ArrayList<>(revocations);
            List<TrustEntry> put = new ArrayList<>();
            List<TrustEntry> gone = new ArrayList<>();
            after.forEach((key, now) -> {
                Optional<TrustEntry> old = Optional.ofNullable(before.get(key));
                if (now.equals(old)) {
                    return;
                }
                old.ifPresent(entry -> digest = digest.minus(entry));
                now.ifPresentOrElse(
                        entry -> {
                            digest = digest.plus(entry);
                            put.add(entry);
                            // So that what was before can be told; a list may be as long as a message, and stands for
                            // itself.
                            old.filter(replaced -> !(replaced instanceof TrustEntry.RevocationList))
                                    .map(Change::take)
                                    .ifPresent(made::add);
                            made.add(Change.put(entry));
                        },
                        () -> {
                            gone.add(old.orElseThrow());
                            made.add(Change.take(old.orElseThrow()));
                        });
            });
            put(put);
            delete(gone);
            return made;
        }

        private void put(List<TrustEntry> entries) {
            if (entries.isEmpty()) {
                return;
            }
            Sql insert = tx.sql("insert into trust_entry (kind, name, authority, entry) values (?, ?, ?, ?)"
                    + " on conflict (kind, name) do update set entry = excluded.entry");
            for (TrustEntry entry : entries) {
                insert.number(entry.key().kind().code())
                        .text(entry.key().name())
                        .text(
                                entry instanceof TrustEntry.Binding(var hostname, var authority)
                                        ? authority.toString()
                                        : null)
                        .bytes(EntryCodec.encode(entry))
                        .add();
            }
            insert.runBatch();
        }

        private void delete(List<TrustEntry> entries) {
            if (entries.isEmpty()) {
                return;
            }
            Sql delete = tx.sql("delete from trust_entry where kind = ? and name = ?");
            for (TrustEntry entry : entries) {
                delete.number(entry.key().kind().code())
                        .text(entry.key().name())
                        .add();
            }
            delete.runBatch();
        }
    }

    /**
     * What changed after a revision, up to the head.
     *
     * @param base the digest of the bundle at the revision
     */
    record Since(BundleDigest base, List<Change> changes) {}

    /** What changed after a revision; empty if the log no longer reaches back so far. */
    static Optional<Since> since(Tx tx, long revision) {
        Optional<BundleDigest> base = digestAt(tx, revision);
        return base.map(digest -> {
            List<Change> changes = new ArrayList<>();
            tx.sql("select changes from trust_change where revision > ? order by revision")
                    .number(revision)
                    .forEach(TrustLog::changes, changes::addAll);
            return new Since(digest, changes);
        });
    }

    /** What undoes every change after a revision, up to another, from the last to the first. */
    static List<Change> undoing(Tx tx, long to, long from) {
        List<Change> changes = new ArrayList<>();
        tx.sql("select changes from trust_change where revision > ? and revision <= ? order by revision")
                .number(to)
                .number(from)
                .forEach(TrustLog::changes, changes::addAll);
        return changes.reversed().stream()
                .map(change -> change instanceof Change.Put ? Change.take(change.entry()) : Change.put(change.entry()))
                .toList();
    }

    /** The digest of the bundle at a revision; empty if the log no longer reaches back so far. */
    static Optional<BundleDigest> digestAt(Tx tx, long revision) {
        if (revision == 0) {
            // The log reaches back to the beginning while its first entry is there.
            return tx.sql("select 1 from trust_change where revision = 1")
                    .first(row -> BundleDigest.EMPTY)
                    .or(() -> TrustHead.read(tx).revision().number() == 0
                            ? Optional.of(BundleDigest.EMPTY)
                            : Optional.empty());
        }
        return tx.sql("select digest from trust_change where revision = ?")
                .number(revision)
                .first(row -> BundleDigest.ofHex(row.text(1)));
    }

    /** Forgets what changed before a revision. */
    static void forgetBefore(Tx tx, long revision) {
        tx.sql("delete from trust_change where revision < ?").number(revision).run();
        tx.sql("delete from edge_receipt where revision < ?").number(revision).run();
    }

    private static List<Change> changes(Row row) {
        try {
            return StreamCodec.changes(row.bytes(1));
        } catch (TrustFormatException e) {
            throw new DatabaseException("a trust change is damaged: " + e.getMessage(), e);
        }
    }
}
