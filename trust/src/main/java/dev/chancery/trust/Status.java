package dev.chancery.trust;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The revocations a bundle knows. Immutable. */
public final class Status {
    /** No revocation at all. */
    public static final Status EMPTY = new Status(Map.of(), Map.of());

    private final Map<AuthorityId, RevokedSet> managed;
    private final Map<AuthorityId, RevokedSerials> uploaded;

    private Status(Map<AuthorityId, RevokedSet> managed, Map<AuthorityId, RevokedSerials> uploaded) {
        this.managed = Map.copyOf(managed);
        this.uploaded = Map.copyOf(uploaded);
    }

    /** The revoked leaves of a managed CA. */
    public RevokedSet revoked(AuthorityId managedCa) {
        return managed.getOrDefault(managedCa, RevokedSet.EMPTY);
    }

    /** What is known of an uploaded CA's revocations; empty if nobody told. */
    public Optional<RevokedSerials> revocationList(AuthorityId uploadedCa) {
        return Optional.ofNullable(uploaded.get(uploadedCa));
    }

    /**
     * What stands in a {@link RevokedSet} for a serial number: the first eight of its bytes, or all of them where it has fewer.
     *
     * @param serial of a managed CA's leaf: positive
     */
    public static long prefix(BigInteger serial) {
        int bytes = (serial.bitLength() + 7) / 8;
        return serial.shiftRight(Math.max(0, bytes - Long.BYTES) * Byte.SIZE).longValue();
    }

    /** How many leaves of managed CAs are revoked. */
    public long revokedLeaves() {
        return managed.values().stream().mapToLong(RevokedSet::size).sum();
    }

    /** Passes on every entry, in no particular order. */
    public void forEach(Consumer<TrustEntry.Status> consumer) {
        managed.forEach((id, set) -> set.forEach(prefix -> consumer.accept(new TrustEntry.Revoked(id, prefix))));
        uploaded.forEach((id, serials) -> consumer.accept(new TrustEntry.RevocationList(id, serials)));
    }

    /** The revoked leaves by managed CA. */
    public Map<AuthorityId, RevokedSet> managed() {
        return managed;
    }

    Editor edit() {
        return new Editor();
    }

    /** Gathers changes, so that the leaves of one CA are changed together. */
    final class Editor {
        private final Map<AuthorityId, RevokedSet> newManaged = new HashMap<>(managed);
        private final Map<AuthorityId, RevokedSerials> newUploaded = new HashMap<>(uploaded);

        Optional<TrustEntry> at(TrustEntry.Status entry) {
            return switch (entry) {
                case TrustEntry.Revoked(var authority, var prefix) ->
                    newManaged.getOrDefault(authority, RevokedSet.EMPTY).contains(prefix)
                            ? Optional.of(entry)
                            : Optional.empty();
                case TrustEntry.RevocationList(var authority, var serials) ->
                    Optional.ofNullable(newUploaded.get(authority))
                            .map(old -> new TrustEntry.RevocationList(authority, old));
            };
        }

        void put(TrustEntry.Status entry) {
            switch (entry) {
                case TrustEntry.Revoked(var authority, var prefix) ->
                    newManaged.merge(authority, RevokedSet.of(prefix), (old, one) -> old.plus(prefix));
                case TrustEntry.RevocationList(var authority, var serials) -> newUploaded.put(authority, serials);
            }
        }

        void put(AuthorityId authority, RevokedSet set) {
            newManaged.put(authority, set);
        }

        void take(TrustEntry.Status entry) {
            switch (entry) {
                case TrustEntry.Revoked(var authority, var prefix) ->
                    newManaged.computeIfPresent(authority, (id, old) -> old.minus(prefix));
                case TrustEntry.RevocationList(var authority, var serials) -> newUploaded.remove(authority);
            }
        }

        Status done() {
            return new Status(newManaged, newUploaded);
        }
    }
}
