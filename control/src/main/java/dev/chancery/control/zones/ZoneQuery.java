package dev.chancery.control.zones;

import dev.chancery.control.principal.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * Which zones are asked for.
 *
 * @param types empty means all but internal ones
 * @param anyMatches whether one of the filters suffices, instead of all
 */
record ZoneQuery(
        VisibleZones visible,
        Optional<TextFilter> name,
        Optional<ZoneStatus> status,
        List<ZoneType> types,
        Optional<AccountId> account,
        Optional<TextFilter> accountName,
        boolean anyMatches,
        Order order,
        boolean descending,
        long offset,
        int limit) {
    /** What zones can be ordered by. */
    enum Order {
        NAME("name", "z.name"),
        STATUS("status", "z.status"),
        ACCOUNT_ID("account.id", "z.account_id"),
        ACCOUNT_NAME("account.name", "a.name"),
        /** There is one plan. */
        PLAN("plan.id", "z.name");

        private final String word;
        private final String column;

        Order(String word, String column) {
            this.word = word;
            this.column = column;
        }

        String column() {
            return column;
        }

        static Optional<Order> parse(String text) {
            for (Order order : values()) {
                if (order.word.equals(text)) {
                    return Optional.of(order);
                }
            }
            return Optional.empty();
        }
    }

    ZoneQuery {
        types = List.copyOf(types);
    }
}
