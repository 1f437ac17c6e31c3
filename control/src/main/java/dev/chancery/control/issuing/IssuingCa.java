package dev.chancery.control.issuing;

import dev.chancery.ca.Issuer;
import java.util.function.LongFunction;

/**
 * An account's issuing CA at work, ready to sign: nothing about it needs the database. Immutable.
 *
 * @param open the CA and its key
 * @param partition the CRL partition its certificates name
 * @param issuer prepares and issues them
 * @param issuers makes the issuer of another partition
 */
public record IssuingCa(OpenCa open, long partition, Issuer issuer, LongFunction<Issuer> issuers) {
    static IssuingCa at(OpenCa open, long partition, LongFunction<Issuer> issuers) {
        return new IssuingCa(open, partition, issuers.apply(partition), issuers);
    }

    /** The CA. */
    public Authority authority() {
        return open.authority();
    }

    IssuingCa at(long newPartition) {
        return newPartition == partition ? this : at(open, newPartition, issuers);
    }
}
