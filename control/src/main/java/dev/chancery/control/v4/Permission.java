package dev.chancery.control.v4;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Scope;
import java.util.Set;

/** What a caller must hold to reach an operation. Every route declares one; there is no default. */
public sealed interface Permission {
    /** No credentials are asked for. */
    record Anyone() implements Permission {}

    /** Any valid credentials. The operation shows a caller only what it may see. */
    record AnyPrincipal() implements Permission {}

    /** Any valid API token, asked about itself: credentials that are no good are an invalid token here (1000). */
    record OwnToken() implements Permission {}

    /**
     * Any one of the groups, on the resource the path names.
     *
     * @param scope the kind of resource: the path's {@code zone_id}, {@code account_id}, or the calling user
     * @param anyOf the groups, any of which suffices; on a zone path, zone groups are judged on the zone and account groups on
     *     its account
     */
    record Groups(Scope scope, Set<PermissionGroup> anyOf) implements Permission {
        public Groups {
            anyOf = Set.copyOf(anyOf);
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("anyOf: empty (expected: at least one group)");
            }
        }
    }

    /** Any credentials that may see the resource the path names. */
    record Sees(Scope scope) implements Permission {}

    /** On the zone in the path. */
    static Permission onZone(PermissionGroup... anyOf) {
        return new Groups(Scope.ZONE, Set.of(anyOf));
    }

    /** On the account of the zone in the path: for operations on zones whose groups exist for accounts only. */
    static Permission onAccountOfZone(PermissionGroup... anyOf) {
        for (PermissionGroup group : anyOf) {
            if (group.scope() != Scope.ACCOUNT) {
                throw new IllegalArgumentException("%s: a group of %s (expected: one of accounts)"
                        .formatted(group, group.scope().word()));
            }
        }
        return new Groups(Scope.ZONE, Set.of(anyOf));
    }

    /** On the account in the path. */
    static Permission onAccount(PermissionGroup... anyOf) {
        return new Groups(Scope.ACCOUNT, Set.of(anyOf));
    }

    /** On the calling user. */
    static Permission onUser(PermissionGroup... anyOf) {
        return new Groups(Scope.USER, Set.of(anyOf));
    }
}
