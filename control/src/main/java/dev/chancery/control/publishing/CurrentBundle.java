package dev.chancery.control.publishing;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.TrustHead;
import dev.chancery.trust.BundleMismatchException;
import dev.chancery.trust.Change;
import dev.chancery.trust.Delta;
import dev.chancery.trust.Revision;
import dev.chancery.trust.TrustBundle;
import java.util.Optional;

/** The bundle at the head, as an edge that has heard everything believes it: kept in memory and brought up to date when asked for. */
public final class CurrentBundle {
    private final Trust trust;
    private Optional<At> known = Optional.empty();

    /** A bundle and the revision it is of. */
    public record At(Revision revision, TrustBundle bundle) {}

    public CurrentBundle(Trust trust) {
        this.trust = trust;
    }

    /** The bundle at the head. The first asking reads all of it. */
    public synchronized At now() {
        TrustHead.Position head = trust.head();
        At current = known.filter(at -> at.revision.equals(head.revision()))
                .or(() -> known.flatMap(this::caughtUp))
                .orElseGet(this::whole);
        known = Optional.of(current);
        return current;
    }

    /**
     * The bundle at an older revision.
     *
     * @return empty if that is still to come, the log no longer reaches back so far, or a revocation list of an uploaded CA was
     *     replaced since: the one before is not kept
     */
    public Optional<At> at(long number) {
        At now = now();
        if (number < 0 || number > now.revision.number()) {
            return Optional.empty();
        }
        return trust.past(now.revision, number).flatMap(past -> {
            TrustBundle bundle = now.bundle.with(past.undoing());
            return bundle.digest().equals(past.digest())
                    ? Optional.of(new At(new Revision(now.revision.lineage(), number), bundle))
                    : Optional.empty();
        });
    }

    private Optional<At> caughtUp(At from) {
        Optional<Delta> delta = trust.since(from.revision, from.bundle.digest());
        if (delta.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new At(delta.get().to(), from.bundle.with(delta.get())));
        } catch (BundleMismatchException e) {
            throw new DatabaseException("the trust log does not lead where it says: " + e.getMessage(), e);
        }
    }

    private At whole() {
        Trust.Snapshot snapshot = trust.snapshot();
        TrustBundle bundle = TrustBundle.EMPTY.with(
                snapshot.entries().stream().map(Change::put).toList());
        for (RevokedOfCa ca : snapshot.revoked()) {
            bundle = bundle.withRevoked(
                    ca.authority(),
                    ca.part(0, ca.size()).stream().mapToLong(Long::longValue).toArray());
        }
        return new At(snapshot.head().revision(), bundle);
    }
}
