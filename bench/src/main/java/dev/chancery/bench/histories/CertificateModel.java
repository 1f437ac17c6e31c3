package dev.chancery.bench.histories;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate with the hostnames bound to it. It is there once or not at all; it goes only when nothing is bound; whoever asks
 * for it by an id it no longer has is told so.
 *
 * @param exists the code of a second creation
 * @param inUse the code of a deletion while a hostname is bound
 * @param unknown the codes for an id it does not have
 */
public record CertificateModel(String exists, String inUse, Set<String> unknown)
        implements Model<CertificateModel.State> {

    /**
     * One state.
     *
     * @param id empty if it is not there
     * @param hostnames what is bound to it, in order
     */
    public record State(String id, List<String> hostnames) {
        private static final State GONE = new State("", List.of());
    }

    /** Uploaded certificates with their hostname associations in one zone. */
    public static CertificateModel ofMtls() {
        return new CertificateModel("1471", "1477", Set.of("1472", "1407"));
    }

    /** Access certificates with their hostnames. */
    public static CertificateModel ofAccess() {
        return new CertificateModel("12132", "12132", Set.of("12135"));
    }

    @Override
    public State initial() {
        return State.GONE;
    }

    @Override
    public Optional<State> after(State state, Step step) {
        if (step.op().equals("create")) {
            return create(state, step);
        }
        if (state.id().isEmpty() || !state.id().equals(step.id())) {
            return when(unknown.contains(step.outcome()), state);
        }
        return switch (step.op()) {
            case "get" -> when(step.ok() && step.got().equals(List.of(state.id())), state);
            case "list" -> when(step.ok() && step.got().equals(state.hostnames()), state);
            case "bind" -> when(step.ok() && step.got().equals(step.sent()), new State(state.id(), step.sent()));
            case "delete" ->
                state.hostnames().isEmpty()
                        ? when(step.ok(), State.GONE)
                        : when(step.outcome().equals(inUse), state);
            default -> throw new IllegalArgumentException("a step no certificate takes: " + step.op());
        };
    }

    private Optional<State> create(State state, Step step) {
        if (!state.id().isEmpty()) {
            return when(step.outcome().equals(exists), state);
        }
        return when(step.ok(), step.ok() ? new State(step.got().getFirst(), List.of()) : state);
    }

    private static Optional<State> when(boolean legal, State next) {
        return legal ? Optional.of(next) : Optional.empty();
    }
}
