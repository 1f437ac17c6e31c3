package dev.chancery.control.edgerules;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.util.List;

/**
 * Reads the rules of a zone's hostnames.
 *
 * <p>Refusals: a hostname without rules of its own in the zone (1485, 404).
 */
public final class ReadEdgeRules {
    private final Database database;
    private final EdgeRulesStore store = new EdgeRulesStore();

    public ReadEdgeRules(Database database) {
        this.database = database;
    }

    /**
     * Part of the list, which is in the order of the hostnames.
     *
     * @param total how many there are in all
     */
    public record Page(List<EdgeRules> rules, long total) {
        public Page {
            rules = List.copyOf(rules);
        }
    }

    /** At most so many after the first so many. */
    public Page page(ZoneAccess access, long offset, int limit) {
        return database.read(
                tx -> new Page(store.list(tx, access.zone(), offset, limit), store.count(tx, access.zone())));
    }

    /**
     * @throws Refusal as the class says
     */
    public EdgeRules read(ZoneAccess access, Hostname hostname) {
        return database.read(tx -> store.find(tx, hostname))
                .filter(rules -> rules.zone().equals(access.zone()) && rules.listed())
                .orElseThrow(() -> notFound(hostname));
    }

    static Refusal notFound(Hostname hostname) {
        return ErrorCode.NOT_ROUTED.refusal("%s has no rules of its own in this zone.".formatted(hostname));
    }
}
