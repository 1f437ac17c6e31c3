package dev.chancery.trust;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The revocations a bundle knows. Immutable. */
public final class Status {
    /** No revocation at all. */
    public static final Status EMPTY = new Status(Map.of(), Map.of(), Answers.NONE);

    private final Map<AuthorityId, RevokedSet> managed;
    private final Map<AuthorityId, RevokedSerials> uploaded;
    private final Answers answers;

    /** Of uploaded CAs that have an OCSP responder: which they are, and what the responders said, by serial number. */
    private record Answers(Set<AuthorityId> responders, Map<AuthorityId, Map<BigInteger, TrustEntry.OcspAnswer>> said) {
        static final Answers NONE = new Answers(Set.of(), Map.of());
    }

    private Status(Map<AuthorityId, RevokedSet> managed, Map<AuthorityId, RevokedSerials> uploaded, Answers answers) {
        this.managed = Map.copyOf(managed);
        this.uploaded = Map.copyOf(uploaded);
        this.answers = answers;
    }

    /** The revoked leaves of a managed CA. */
    public RevokedSet revoked(AuthorityId managedCa) {
        return managed.getOrDefault(managedCa, RevokedSet.EMPTY);
    }

    /** What is known of an uploaded CA's revocations; empty if nobody told. */
    public Optional<RevokedSerials> revocationList(AuthorityId uploadedCa) {
        return Optional.ofNullable(uploaded.get(uploadedCa));
    }

    /** Whether an uploaded CA's OCSP responder is asked about its certificates. */
    public boolean hasResponder(AuthorityId uploadedCa) {
        return answers.responders.contains(uploadedCa);
    }

    /** What the OCSP responder of an uploaded CA said of a certificate last; null if it was not asked yet. */
    public TrustEntry.@Nullable OcspAnswer answer(AuthorityId uploadedCa, BigInteger serial) {
        @Nullable Map<BigInteger, TrustEntry.OcspAnswer> said = answers.said.get(uploadedCa);
        return said == null ? null : said.get(serial);
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
        answers.responders.forEach(id -> consumer.accept(new TrustEntry.Responder(id)));
        answers.said.values().forEach(said -> said.values().forEach(consumer));
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
        private Set<AuthorityId> responders = answers.responders;
        private Map<AuthorityId, Map<BigInteger, TrustEntry.OcspAnswer>> said = answers.said;
        private final Set<AuthorityId> opened = new HashSet<>();

        /** What the responder of a CA said, to be changed: a copy, made once. */
        private Map<BigInteger, TrustEntry.OcspAnswer> said(AuthorityId authority) {
            if (opened.isEmpty()) {
                said = new HashMap<>(said);
            }
            if (opened.add(authority)) {
                said.put(authority, new HashMap<>(said.getOrDefault(authority, Map.of())));
            }
            return Objects.requireNonNull(said.get(authority));
        }

        private void responder(AuthorityId authority, boolean there) {
            Set<AuthorityId> next = new HashSet<>(responders);
            boolean _ = there ? next.add(authority) : next.remove(authority);
            responders = next;
        }

        Optional<TrustEntry> at(TrustEntry.Status entry) {
            return switch (entry) {
                case TrustEntry.Revoked(var authority, var prefix) ->
                    newManaged.getOrDefault(authority, RevokedSet.EMPTY).contains(prefix)
                            ? Optional.of(entry)
                            : Optional.empty();
                case TrustEntry.RevocationList(var authority, var serials) ->
                    Optional.ofNullable(newUploaded.get(authority))
                            .map(old -> new TrustEntry.RevocationList(authority, old));
                case TrustEntry.Responder responder ->
                    responders.contains(responder.authority()) ? Optional.of(responder) : Optional.empty();
                case TrustEntry.OcspAnswer answer ->
                    Optional.ofNullable(
                            said.getOrDefault(answer.authority(), Map.of()).get(answer.serial()));
            };
        }

        void put(TrustEntry.Status entry) {
            switch (entry) {
                case TrustEntry.Revoked(var authority, var prefix) ->
                    newManaged.merge(authority, RevokedSet.of(prefix), (old, one) -> old.plus(prefix));
                case TrustEntry.RevocationList(var authority, var serials) -> newUploaded.put(authority, serials);
                case TrustEntry.Responder(var authority) -> responder(authority, true);
                case TrustEntry.OcspAnswer answer -> said(answer.authority()).put(answer.serial(), answer);
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
                case TrustEntry.Responder(var authority) -> responder(authority, false);
                case TrustEntry.OcspAnswer answer -> said(answer.authority()).remove(answer.serial());
            }
        }

        Status done() {
            return new Status(newManaged, newUploaded, new Answers(responders, said));
        }
    }
}
