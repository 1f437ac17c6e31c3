package dev.chancery.trust;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What an edge believes: {@link Config} and {@link Status}, with the digest over both. Immutable; two bundles with the same
 * digest hold the same entries.
 */
public record TrustBundle(Config config, Status status, BundleDigest digest) {
    /** The bundle with nothing in it, which is where every lineage begins. */
    public static final TrustBundle EMPTY = new TrustBundle(Config.EMPTY, Status.EMPTY, BundleDigest.EMPTY);

    /** The bundle after some changes, in their order. Putting what is there and taking what is not there changes nothing. */
    public TrustBundle with(List<Change> changes) {
        Editor editor = new Editor();
        changes.forEach(editor::make);
        return editor.done();
    }

    /**
     * The bundle a delta leads to.
     *
     * @throws BundleMismatchException if this is not the bundle the delta starts from, or what came out is not what it names
     */
    public TrustBundle with(Delta delta) throws BundleMismatchException {
        if (!digest.equals(delta.base())) {
            throw new BundleMismatchException(
                    "a delta that starts from %s (this bundle: %s)".formatted(delta.base(), digest));
        }
        TrustBundle next = with(delta.changes());
        if (!next.digest.equals(delta.result())) {
            throw new BundleMismatchException(
                    "a delta to %s that leads to %s instead".formatted(delta.result(), next.digest));
        }
        return next;
    }

    /** With revoked leaves of one managed CA in bulk, beside those it knows: how a snapshot is put together. */
    public TrustBundle withRevoked(AuthorityId authority, long... prefixes) {
        RevokedSet old = status.revoked(authority);
        RevokedSet set = old.size() == 0 ? RevokedSet.of(prefixes) : old.plus(prefixes);
        BundleDigest[] sum = {digest};
        set.forEach(prefix -> {
            if (!old.contains(prefix)) {
                sum[0] = sum[0].plus(new TrustEntry.Revoked(authority, prefix));
            }
        });
        Status.Editor editor = status.edit();
        editor.put(authority, set);
        return new TrustBundle(config, editor.done(), sum[0]);
    }

    private final class Editor {
        private BundleDigest sum = digest;
        private Optional<SortedMap<EntryKey, TrustEntry.Config>> entries = Optional.empty();
        private final Status.Editor statuses = status.edit();

        private SortedMap<EntryKey, TrustEntry.Config> entries() {
            SortedMap<EntryKey, TrustEntry.Config> copy = entries.orElseGet(config::copy);
            entries = Optional.of(copy);
            return copy;
        }

        void make(Change change) {
            switch (change.entry()) {
                case TrustEntry.Config entry -> {
                    Optional<TrustEntry> old = Optional.ofNullable(entries().get(entry.key()));
                    move(change, old);
                    switch (change) {
                        case Change.Put put -> entries().put(entry.key(), entry);
                        case Change.Take take -> entries().remove(entry.key());
                    }
                }
                case TrustEntry.Status entry -> {
                    move(change, statuses.at(entry));
                    switch (change) {
                        case Change.Put put -> statuses.put(entry);
                        case Change.Take take -> statuses.take(entry);
                    }
                }
            }
        }

        private void move(Change change, Optional<TrustEntry> old) {
            old.ifPresent(entry -> sum = sum.minus(entry));
            if (change instanceof Change.Put(var entry)) {
                sum = sum.plus(entry);
            }
        }

        TrustBundle done() {
            return new TrustBundle(entries.map(Config::of).orElse(config), statuses.done(), sum);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrustBundle that && digest.equals(that.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "TrustBundle[%d entries, %d revoked, %s]"
                .formatted(config.entries().size(), status.revokedLeaves(), digest);
    }
}
