package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.RevokedSet;
import java.util.Map;

/** Revokes what edges believe revoked and this database forgot, because it was restored from an older state. */
public interface HandedOverRevocations {
    /**
     * Revokes, with a revision of its own if there is anything to revoke. Call it in a write that holds the trust head.
     *
     * @param believed the leaves an edge believes revoked, by managed CA
     * @return how many of them were not revoked here
     */
    int take(Tx tx, Map<AuthorityId, RevokedSet> believed);
}
