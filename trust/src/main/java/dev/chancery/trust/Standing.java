package dev.chancery.trust;

import dev.chancery.pki.Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What a client's chain says of it at a hostname, status aside. It depends on the chain, on the CAs in force and on time, and on
 * nothing else: it may be remembered for as long as those are the same.
 */
public sealed interface Standing {
    /**
     * A CA in force stands for the client.
     *
     * @param authority the CA, the first by id where several do
     * @param path leaf first, anchor last
     * @param until the first instant at which one of them has expired
     * @param lookups where to look whether it is revoked: each of the CAs in force that stand for it, and the managed CA that issued
     *     it, in force or not
     */
    record Good(AuthorityId authority, List<Certificate> path, Instant until, List<Lookup> lookups)
            implements Standing {
        /** Copies the lists. */
        public Good {
            path = List.copyOf(path);
            lookups = List.copyOf(lookups);
        }

        /** The client's own certificate. */
        public Certificate leaf() {
            return path.getFirst();
        }
    }

    /** None does. It may become good by waiting only, where the reason is {@link Reason#NOT_YET_VALID}. */
    record Bad(Refusal refusal) implements Standing {}

    /** Where to look whether a certificate is revoked; made once, so that looking allocates nothing. */
    sealed interface Lookup {
        /** Whose revocations. */
        AuthorityId authority();

        /**
         * Among the revoked leaves of a managed CA.
         *
         * @param prefix of the serial number, as {@link Status#prefix} makes it
         */
        record Managed(AuthorityId authority, long prefix) implements Lookup {}

        /**
         * In the list of an uploaded CA.
         *
         * @param certificate the one of the path that the CA itself issued: the leaf, or an intermediate the client sent
         */
        record Uploaded(AuthorityId authority, Certificate certificate) implements Lookup {}
    }
}
