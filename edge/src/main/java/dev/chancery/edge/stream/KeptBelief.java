package dev.chancery.edge.stream;

import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Believed;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.Change;
import dev.chancery.trust.Lineage;
import dev.chancery.trust.Revision;
import dev.chancery.trust.RevokedSet;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an edge keeps of what it believed, beyond its process: the name of the newest bundle, so that it takes nothing older, and
 * the leaves of managed CAs that were revoked in it, so that it can tell them to a control plane that forgot them ({@code chancery
 * recover}). The bundle itself is not kept.
 *
 * <p>The revoked leaves are a file that is written whole with each snapshot and grows by 25 bytes with each change after it, until
 * so much was added that it is written whole again. It outlives the process, not the loss of the machine's power.
 *
 * <p>Used by one thread at a time.
 */
public final class KeptBelief {
    private static final String NAME = "believed";
    private static final String LEAVES = "revoked";
    private static final int TAKEN = 0;
    private static final int PUT = 1;
    private static final int MANY = 2;
    private static final int MOST_ADDED = 1_000_000;

    private final Path folder;
    private int added;

    /**
     * @param folder the edge's own; made if missing
     */
    public KeptBelief(Path folder) {
        this.folder = folder;
    }

    /** The newest bundle this edge ever believed. */
    public Optional<Believed> newest() {
        try {
            Path file = folder.resolve(NAME);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            String[] parts = Files.readString(file).strip().split(" ", -1);
            return parts.length == 3
                    ? Optional.of(new Believed(
                            new Revision(new Lineage(parts[0]), Long.parseLong(parts[1])),
                            BundleDigest.ofHex(parts[2])))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on nothing older than this is taken, whatever was believed before. */
    void follows(Believed from) {
        replace(
                NAME,
                to -> to.writeBytes("%s %d %s%n"
                        .formatted(
                                from.revision().lineage().hex(),
                                from.revision().number(),
                                from.digest().hex())));
    }

    /** A bundle is in force that came as a whole. */
    void believes(Believed now, TrustBundle bundle) {
        whole(bundle);
        follows(now);
    }

    /**
     * A bundle is in force that came of the one before.
     *
     * @param changes that made it
     */
    void believes(Believed now, TrustBundle bundle, List<Change> changes) {
        if (added > MOST_ADDED) {
            whole(bundle);
        } else {
            append(changes);
        }
        follows(now);
    }

    private void whole(TrustBundle bundle) {
        replace(LEAVES, to -> {
            for (Map.Entry<AuthorityId, RevokedSet> ca :
                    bundle.status().managed().entrySet()) {
                write(to, MANY, ca.getKey().uuid());
                to.writeInt(Math.toIntExact(ca.getValue().size()));
                ca.getValue().forEach(prefix -> {
                    try {
                        to.writeLong(prefix);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        });
        added = 0;
    }

    private void append(List<Change> changes) {
        List<Change> leaves = changes.stream()
                .filter(change -> change.entry() instanceof TrustEntry.Revoked)
                .toList();
        if (leaves.isEmpty()) {
            return;
        }
        try (DataOutputStream to = new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(folder.resolve(LEAVES), StandardOpenOption.APPEND)))) {
            for (Change change : leaves) {
                if (change.entry() instanceof TrustEntry.Revoked(var authority, var prefix)) {
                    write(to, change instanceof Change.Put ? PUT : TAKEN, authority.uuid());
                    to.writeLong(prefix);
                    added++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream to, int kind, UUID ca) throws IOException {
        to.writeByte(kind);
        to.writeLong(ca.getMostSignificantBits());
        to.writeLong(ca.getLeastSignificantBits());
    }

    /** The leaves of managed CAs that were revoked in the newest bundle. */
    Map<AuthorityId, RevokedSet> revoked() {
        Path file = folder.resolve(LEAVES);
        if (!Files.exists(file)) {
            return Map.of();
        }
        Reading reading = new Reading();
        try (DataInputStream from = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            reading.all(from);
        } catch (EOFException e) {
            // A process that ended while it wrote said nothing to control of what it wrote last.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading.done();
    }

    /** Puts the sets together; what was added is gathered first, because a set is cheaper to change once than often. */
    private static final class Reading {
        private final Map<AuthorityId, RevokedSet> sets = new HashMap<>();
        private final Map<AuthorityId, Set<Long>> put = new HashMap<>();
        private final Map<AuthorityId, Set<Long>> taken = new HashMap<>();

        void all(DataInputStream from) throws IOException {
            for (int kind = from.read(); kind >= 0; kind = from.read()) {
                AuthorityId ca = new AuthorityId(new UUID(from.readLong(), from.readLong()));
                if (kind == MANY) {
                    long[] prefixes = new long[from.readInt()];
                    for (int i = 0; i < prefixes.length; i++) {
                        prefixes[i] = from.readLong();
                    }
                    sets.put(ca, RevokedSet.of(prefixes));
                } else {
                    long prefix = from.readLong();
                    of(kind == PUT ? put : taken, ca).add(prefix);
                    of(kind == PUT ? taken : put, ca).remove(prefix);
                }
            }
        }

        private static Set<Long> of(Map<AuthorityId, Set<Long>> sets, AuthorityId ca) {
            return sets.computeIfAbsent(ca, any -> new HashSet<>());
        }

        Map<AuthorityId, RevokedSet> done() {
            put.forEach((ca, more) -> sets.merge(ca, RevokedSet.of(longs(more)), (old, one) -> old.plus(longs(more))));
            taken.forEach((ca, less) -> sets.computeIfPresent(ca, (id, old) -> old.minus(longs(less))));
            return Map.copyOf(sets);
        }

        private static long[] longs(Set<Long> values) {
            return values.stream().mapToLong(Long::longValue).toArray();
        }
    }

    /** Writes a file. */
    private interface Content {
        void write(DataOutputStream to) throws IOException;
    }

    private void replace(String name, Content content) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path fresh = Files.createTempFile(folder, name, ".new");
            try (DataOutputStream to = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
                content.write(to);
            }
            Files.move(
                    fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
