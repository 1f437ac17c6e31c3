package dev.chancery.trust.access;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The groups that rules may name, made ready to be asked often. Immutable, shared between judges. */
public final class Groups {
    /** No group. */
    public static final Groups NONE = of(Map.of());

    private final Map<UUID, CompiledRules> compiled;

    private Groups(Map<UUID, RuleSet> rules) {
        this.compiled = HashMap.newHashMap(rules.size());
        rules.forEach((id, set) -> compiled.put(id, CompiledRules.of(set, this)));
    }

    /** Groups by their ids. */
    public static Groups of(Map<UUID, RuleSet> rules) {
        return new Groups(rules);
    }

    @Nullable
    CompiledRules find(UUID id) {
        return compiled.get(id);
    }
}
