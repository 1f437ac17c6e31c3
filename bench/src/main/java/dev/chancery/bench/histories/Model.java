package dev.chancery.bench.histories;

import java.util.Optional;

/**
 * What an object does when one step is taken after another.
 *
 * @param <S> its states, which are values
 */
public interface Model<S> {

    /** The state before the first step. */
    S initial();

    /** The state after a step, if an object in this state could have given that answer; empty if it could not. */
    Optional<S> after(S state, Step step);
}
