package dev.chancery.trust;

import java.util.UUID;

/** The id of a certificate authority that clients are judged by: of a managed issuing CA, an uploaded CA or an Access root. */
public record AuthorityId(UUID uuid) implements Comparable<AuthorityId> {
    @Override
    public int compareTo(AuthorityId other) {
        return uuid.compareTo(other.uuid);
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
