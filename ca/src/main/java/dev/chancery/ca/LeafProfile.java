package dev.chancery.ca;

import dev.chancery.pki.IssuerUrls;
import dev.chancery.pki.KeyPolicy;

/**
 * What one issuing CA may issue.
 *
 * @param keys the public keys it certifies
 * @param urls where its CRL, its own certificate and its OCSP responder are; written into every certificate
 * @param longestDays the longest validity, in days of 24 hours
 */
public record LeafProfile(KeyPolicy keys, IssuerUrls urls, int longestDays) {
    /** Fifteen years of 365 days. */
    public static final int LONGEST_DAYS = 5475;

    /** Refuses a bound below one day. */
    public LeafProfile {
        if (longestDays < 1) {
            throw new IllegalArgumentException("longestDays: " + longestDays + " (expected: at least 1)");
        }
    }

    /** The standard key policy and up to {@link #LONGEST_DAYS}. */
    public static LeafProfile standard(IssuerUrls urls) {
        return new LeafProfile(KeyPolicy.standard(), urls, LONGEST_DAYS);
    }

    /** The same profile with ML-DSA keys allowed or not. */
    public LeafProfile withMlDsa(boolean allowed) {
        return new LeafProfile(keys.withMlDsa(allowed), urls, longestDays);
    }
}
