package dev.chancery.trust;

import java.math.BigInteger;
import java.time.Instant;
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
