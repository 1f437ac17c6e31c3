package dev.chancery.trust.access;

/**
 * The account whose applications and people these are.
 *
 * @param hex 32 lower-case hex digits
 */
public record AccessAccount(String hex) implements Comparable<AccessAccount> {
    public AccessAccount {
        Hex.check(hex, 32, "account");
    }

    @Override
    public int compareTo(AccessAccount other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
