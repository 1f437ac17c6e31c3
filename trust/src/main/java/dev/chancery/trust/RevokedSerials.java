package dev.chancery.trust;

import dev.chancery.pki.Crl;
import dev.chancery.pki.CrlEntry;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The serial numbers an uploaded CA revoked, and how fresh that is (RFC 5280 section 5.1).
 *
 * @param thisUpdate when the CA said so
 * @param nextUpdate when it promised to say more; null if it did not promise
 * @param serials of any length
 */
public record RevokedSerials(Instant thisUpdate, @Nullable Instant nextUpdate, Set<BigInteger> serials) {
    public RevokedSerials {
        serials = Set.copyOf(serials);
    }

    /**
     * What several lists of one CA say together: all their entries, as fresh as the list that is to be followed first.
     *
     * @param lists at least one
     */
    public static RevokedSerials of(Collection<Crl> lists) {
        Set<BigInteger> serials = new HashSet<>();
        lists.forEach(list -> list.forEach((CrlEntry entry) -> serials.add(entry.serial())));
        return new RevokedSerials(
                lists.stream()
                        .map(Crl::thisUpdate)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                lists.stream()
                        .flatMap(list -> list.nextUpdate().stream())
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                serials);
    }

    /** Whether the CA revoked this serial number. */
    public boolean contains(BigInteger serial) {
        return serials.contains(serial);
    }

    /** The serial numbers, ascending. */
    List<BigInteger> sorted() {
        return serials.stream().sorted().toList();
    }

    @Override
    public String toString() {
        return "RevokedSerials[%d, %s to %s]".formatted(serials.size(), thisUpdate, nextUpdate);
    }
}
