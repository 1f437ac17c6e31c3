package dev.chancery.control.accesspolicies;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;

/**
 * Reads one reusable policy of an account.
 *
 * <p>Refusals: none with this id (12135, 404). A policy that belongs to one application is found below that application only.
 */
public final class ReadPolicy {
    private final Database database;
    private final AccessPolicyStore store = new AccessPolicyStore();

    /**
     * A reusable policy.
     *
     * @param policy the policy
     * @param applications how many applications have it
     */
    public record Shown(AccessPolicy policy, long applications) {}

    public ReadPolicy(Database database) {
        this.database = database;
    }

    /**
     * @throws Refusal as the class says
     */
    public Shown read(AccountAccess access, PolicyId id) {
        return database.read(tx -> show(
                tx,
                store,
                store.find(tx, access.account(), id)
                        .filter(AccessPolicy::reusable)
                        .orElseThrow(() -> notFound(id))));
    }

    static Shown show(Tx tx, AccessPolicyStore store, AccessPolicy policy) {
        return new Shown(policy, store.applications(tx, policy.id()));
    }

    static Refusal notFound(PolicyId id) {
        return AccessRefusals.notFound("%s (expected: the id of a policy that is there)".formatted(id));
    }
}
