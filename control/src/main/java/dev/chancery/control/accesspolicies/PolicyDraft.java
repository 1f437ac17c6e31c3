package dev.chancery.control.accesspolicies;

import dev.chancery.control.refusal.Fault;
import java.util.List;
import java.util.Optional;

/**
 * What a caller wants a policy to be.
 *
 * @param terms what it shall say; with faults, only as far as it could be read
 * @param precedence its place in the application, if one was given
 * @param at the JSON pointer of the object it was read from
 * @param faults what the parser found, to be told together with what is not there
 */
public record PolicyDraft(PolicyTerms terms, Optional<Long> precedence, String at, List<Fault> faults) {
    public PolicyDraft {
        faults = List.copyOf(faults);
    }
}
