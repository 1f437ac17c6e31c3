package dev.chancery.trust;

/**
 * A bundle by its name: which revision, and the digest of what was believed at it. Of two states of one database that went
 * different ways under the same numbers, the digest tells which is meant.
 */
public record Believed(Revision revision, BundleDigest digest) {
    @Override
    public String toString() {
        return revision.toString();
    }
}
