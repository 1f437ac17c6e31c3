package dev.chancery.control.publishing;

import dev.chancery.trust.AuthorityId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The revoked leaves of one managed CA, by serial prefix. */
public final class RevokedOfCa {
    private final AuthorityId authority;
    private long[] prefixes = new long[64];
    private int size;

    private RevokedOfCa(AuthorityId authority) {
        this.authority = authority;
    }

    /** The CA. */
    public AuthorityId authority() {
        return authority;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /**
     * Some of them.
     *
     * @param from the first, counted from 0
     * @param to after the last
     */
    public List<Long> part(int from, int to) {
        return Arrays.stream(prefixes, from, Math.min(to, size)).boxed().toList();
    }

    private void add(long prefix) {
        if (size == prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, size + (size >> 1));
        }
        prefixes[size++] = prefix;
    }

    /** Sorts leaves by their CA as they come. */
    static final class Gathering {
        private final Map<UUID, RevokedOfCa> byCa = new HashMap<>();

        void add(UUID ca, long prefix) {
            byCa.computeIfAbsent(ca, id -> new RevokedOfCa(new AuthorityId(id))).add(prefix);
        }

        List<RevokedOfCa> done() {
            return List.copyOf(byCa.values());
        }
    }
}
