package dev.chancery.control.accessrules;

import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.v4.Body;
import java.util.List;

/** The members {@code include}, {@code require} and {@code exclude} of a body. */
public final class RuleSetBody {
    private RuleSetBody() {}

    /**
     * Reads them. There must be at least one rule to include: nobody could ever be meant otherwise.
     *
     * @param at the JSON pointer of the body
     * @param faults takes what is wrong
     */
    public static RuleSet read(Body body, String at, List<Fault> faults) {
        RuleSet rules = new RuleSet(
                list(body, "include", at, faults),
                list(body, "require", at, faults),
                list(body, "exclude", at, faults));
        if (!body.has("include")) {
            body.missing("include", "an array of rules");
        } else if (body.raw("include")
                .filter(list -> list.isArray() && list.isEmpty())
                .isPresent()) {
            faults.add(AccessRefusals.invalid(at + "/include", "include: empty (expected: at least one rule)"));
        }
        return rules;
    }

    private static List<WrittenRule> list(Body body, String name, String at, List<Fault> faults) {
        return body.raw(name)
                .map(list -> RuleReader.read(list, name, at, faults))
                .orElse(List.of());
    }
}
