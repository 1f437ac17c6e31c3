package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.v4.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the body that describes an application. */
final class ApplicationBody {
    /** Of names, in UTF-16 units, as documented. */
    private static final int LONGEST_NAME = 350;

    private final ApplicationPolicies policies;

    ApplicationBody(ApplicationPolicies policies) {
        this.policies = policies;
    }

    ApplicationDraft read(Body body) {
        String name = body.text("name", LONGEST_NAME).orElse("");
        List<Fault> faults = new ArrayList<>();
        Optional<ApplicationType> type = type(body, faults);
        if (type.isEmpty()) {
            faults.addAll(body.faults());
            return new ApplicationDraft(
                    type,
                    name,
                    "",
                    List.of(),
                    List.of(),
                    JsonNodeFactory.instance.objectNode(),
                    Optional.empty(),
                    faults);
        }
        faults.addAll(body.faults());
        return read(body, type.get(), name, faults);
    }

    private ApplicationDraft read(Body body, ApplicationType type, String name, List<Fault> faults) {
        ObjectNode sent = sent(body, type);
        Position at = new Position("", faults);
        ApplicationRules rules = new ApplicationRules(type, at);
        ObjectNode members = rules.members(sent);
        List<ApplicationDraft.Placed<Location>> places = List.of();
        List<ApplicationDraft.Placed<IdentityProviderId>> providers = List.of();
        String domain = "";
        switch (type.layout()) {
            case HOSTED, REMOTE_DESKTOP -> {
                Destinations destinations = Destinations.read(sent, at);
                domain = destinations.domain();
                places = destinations.places();
                members.setAll(destinations.members());
                providers = providers(rules, sent, members);
            }
            case LAUNCHER, PORTAL -> {
                domain = rules.link(sent);
                providers = providers(rules, sent, members);
            }
            case BOOKMARK -> domain = rules.link(sent);
            case INFRASTRUCTURE -> {}
        }
        rules.judge(members, places, providers.size());
        Optional<ApplicationPolicies.Selection> selection =
                body.raw("policies").map(listed -> policies.read(listed, type.kind(), faults));
        return new ApplicationDraft(Optional.of(type), name, domain, places, providers, members, selection, faults);
    }

    private static List<ApplicationDraft.Placed<IdentityProviderId>> providers(
            ApplicationRules rules, ObjectNode sent, ObjectNode members) {
        List<ApplicationDraft.Placed<IdentityProviderId>> named = rules.providers(sent);
        if (sent.hasNonNull(ApplicationRules.PROVIDERS)) {
            members.set(ApplicationRules.PROVIDERS, sent.get(ApplicationRules.PROVIDERS));
        }
        return named;
    }

    private static Optional<ApplicationType> type(Body body, List<Fault> faults) {
        Optional<JsonNode> word = body.raw("type");
        Optional<ApplicationType> type =
                word.filter(JsonNode::isTextual).map(JsonNode::textValue).flatMap(ApplicationType::ofWord);
        if (type.isEmpty()) {
            faults.add(AccessRefusals.invalid(
                    "/type",
                    "app type is missing or invalid: type: %s (expected: %s)"
                            .formatted(
                                    word.map(node -> Excerpt.of(node.asText())).orElse("missing"),
                                    ApplicationType.words())));
        }
        return type;
    }

    /** The members this type knows, as they were sent. */
    private static ObjectNode sent(Body body, ApplicationType type) {
        Set<String> names = new TreeSet<>(KnownMembers.of(type.layout()).keySet());
        names.addAll(List.of("domain", "destinations", Destinations.PLACES, ApplicationRules.PROVIDERS));
        ObjectNode sent = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> body.raw(name).ifPresent(node -> sent.set(name, node)));
        return sent;
    }
}
