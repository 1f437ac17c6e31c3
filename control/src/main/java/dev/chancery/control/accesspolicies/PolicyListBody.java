package dev.chancery.control.accesspolicies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.v4.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an application's {@code policies} as they were sent. */
final class PolicyListBody {
    private static final String AT = "/policies";
    private static final String ID_FORM = "the UUID of a policy";
    /** One of these makes an item a policy that is written out. */
    private static final List<String> TERMS = List.of("name", "decision", "include", "require", "exclude");

    private PolicyListBody() {}

    static List<PolicyList.Item> read(JsonNode list, List<Fault> faults) {
        List<PolicyList.Item> items = new ArrayList<>();
        if (!list.isArray()) {
            faults.add(ErrorCode.WRONG_TYPE.at(AT, "policies: not an array (expected: an array of policies)"));
            return items;
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode node = list.get(i);
            String at = AT + "/" + i;
            if (node.isTextual()) {
                Optional<PolicyId> id = PolicyId.parse(node.textValue());
                if (id.isEmpty()) {
                    faults.add(AccessRefusals.invalid(
                            at, "policies/%d: %s (expected: %s)".formatted(i, Excerpt.of(node.textValue()), ID_FORM)));
                }
                items.add(new PolicyList.Item(id, Optional.empty(), i + 1L, at));
            } else if (node instanceof ObjectNode object) {
                items.add(item(object, i, at, faults));
            } else {
                faults.add(ErrorCode.WRONG_TYPE.at(
                        at,
                        "policies/%d: neither a string nor an object (expected: %s, or a policy)"
                                .formatted(i, ID_FORM)));
            }
        }
        return items;
    }

    private static PolicyList.Item item(ObjectNode object, int index, String at, List<Fault> faults) {
        Body body = Body.within(object, at, faults);
        Optional<PolicyId> id = body.parsed("id", PolicyId::parse, ID_FORM);
        boolean writtenOut = TERMS.stream().anyMatch(body::has) || !body.has("id");
        if (!writtenOut) {
            long precedence = PolicyBody.precedence(body).orElse(index + 1L);
            return new PolicyList.Item(id, Optional.empty(), precedence, at);
        }
        PolicyDraft draft = PolicyBody.read(object, at, faults);
        return new PolicyList.Item(
                id,
                Optional.of(new PolicyDraft(draft.terms(), draft.precedence(), at, List.of())),
                draft.precedence().orElse(index + 1L),
                at);
    }
}
