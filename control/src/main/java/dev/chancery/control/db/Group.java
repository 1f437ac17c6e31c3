package dev.chancery.control.db;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the members of one group share while they run: gathered states and hooks. */
final class Group {
    private static final Logger LOG = LoggerFactory.getLogger(Group.class);

    private final Map<Class<?>, GroupState<?>> states = new LinkedHashMap<>();
    private final List<Runnable> hooks = new ArrayList<>();
    private int keptHooks;

    <S extends GroupState<?>> S state(Class<S> kind, Supplier<S> factory) {
        return kind.cast(states.computeIfAbsent(kind, ignored -> factory.get()));
    }

    void afterCommit(Runnable hook) {
        hooks.add(hook);
    }

    void keep() {
        keptHooks = hooks.size();
        states.values().forEach(GroupState::keep);
    }

    void drop() {
        hooks.subList(keptHooks, hooks.size()).clear();
        states.values().forEach(GroupState::drop);
    }

    /** Flushes every state once, in their fixed order; a flush may add to states that come later. */
    void flush(Tx tx) {
        Set<Class<?>> done = new HashSet<>();
        for (Optional<Class<?>> next = next(done); next.isPresent(); next = next(done)) {
            Class<?> kind = next.get();
            done.add(kind);
            GroupState<?> state = states.get(kind);
            if (state != null) {
                state.flush(tx);
            }
        }
    }

    private Optional<Class<?>> next(Set<Class<?>> done) {
        return states.entrySet().stream()
                .filter(entry -> !done.contains(entry.getKey()))
                .min(Comparator.comparing((Map.Entry<Class<?>, GroupState<?>> entry) ->
                                entry.getValue().order())
                        .thenComparing(entry -> entry.getKey().getName()))
                .map(Map.Entry::getKey);
    }

    void runHooks() {
        for (Runnable hook : hooks) {
            try {
                hook.run();
            } catch (RuntimeException e) {
                LOG.error("a hook after a durable commit failed; the commit stands", e);
            }
        }
    }
}
