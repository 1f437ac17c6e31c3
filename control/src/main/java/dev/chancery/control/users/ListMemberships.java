package dev.chancery.control.users;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.UserAccess;
import dev.chancery.control.refusal.ErrorCode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lists the calling user's memberships, or finds one. A user has few, so they are read whole and sifted here.
 *
 * <p>Refuses: {@code MEMBERSHIP_NOT_FOUND} if the user has no membership with the id asked for.
 */
final class ListMemberships {
    private final Database database;
    private final UserStore store = new UserStore();

    ListMemberships(Database database) {
        this.database = database;
    }

    /** What memberships can be ordered by. */
    enum Order {
        ID,
        ACCOUNT_NAME,
        STATUS
    }

    /**
     * What is asked for.
     *
     * @param accountName the account's name, whatever its case
     */
    record Asked(Optional<MembershipStatus> status, Optional<String> accountName, Order order, boolean descending) {}

    List<Membership> list(UserAccess access, Asked asked) {
        Optional<String> name = asked.accountName().map(text -> text.toLowerCase(Locale.ROOT));
        Comparator<Membership> order = switch (asked.order()) {
            case ID -> Comparator.comparing((Membership m) -> m.id().hex());
            case ACCOUNT_NAME -> Comparator.comparing(Membership::accountName).thenComparing(m -> m.id().hex());
            case STATUS ->
                Comparator.comparing((Membership m) -> m.status().word()).thenComparing(m -> m.id().hex());
        };
        return database.read(tx -> store.memberships(tx, access.user())).stream()
                .filter(m -> asked.status().isEmpty() || asked.status().get() == m.status())
                .filter(m -> name.isEmpty() || name.get().equals(m.accountName().toLowerCase(Locale.ROOT)))
                .sorted(asked.descending() ? order.reversed() : order)
                .toList();
    }

    Membership get(UserAccess access, MembershipId id) {
        return database.read(tx -> store.memberships(tx, access.user())).stream()
                .filter(membership -> membership.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ErrorCode.MEMBERSHIP_NOT_FOUND.refusal("membership %s: not found".formatted(id)));
    }
}
