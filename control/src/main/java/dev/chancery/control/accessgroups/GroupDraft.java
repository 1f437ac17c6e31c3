package dev.chancery.control.accessgroups;

import dev.chancery.control.accessrules.RuleSet;
import dev.chancery.control.refusal.Fault;
import java.util.List;

/**
 * What a caller wants a group to be.
 *
 * @param name its name
 * @param isDefault whether new applications start with it
 * @param rules whom it means
 * @param faults what the parser found, to be told together with what is not there
 */
public record GroupDraft(String name, boolean isDefault, RuleSet rules, List<Fault> faults) {
    public GroupDraft {
        faults = List.copyOf(faults);
    }
}
