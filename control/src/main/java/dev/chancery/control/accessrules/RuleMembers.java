package dev.chancery.control.accessrules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.principal.Cidr;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.trust.Hostname;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * The members of one rule. Getters gather faults; where there is one they answer a value that stands for nothing, and the rule
 * made of it is thrown away. Whatever no getter asked for is a fault too: a rule that is not wholly understood could let in
 * someone its author meant to keep out.
 */
final class RuleMembers {
    static final Cidr NO_NETWORK = new Cidr(InetAddress.getLoopbackAddress(), 0);

    private static final UUID NO_ID = new UUID(0, 0);
    private static final URI NO_URL = URI.create("https:///");
    private static final int LONGEST = 1024;

    private final ObjectNode object;
    private final String name;
    private final String at;
    private final List<Fault> faults;
    private final Set<String> asked = new HashSet<>();

    /**
     * @param object the rule's object without members that are null
     * @param name how sentences call it
     * @param at its JSON pointer
     */
    RuleMembers(ObjectNode object, String name, String at, List<Fault> faults) {
        this.object = object;
        this.name = name;
        this.at = at;
        this.faults = faults;
    }

    /** The object itself, to be shown again. */
    JsonNode words() {
        return object;
    }

    /** A text that must be there. */
    String text(String member) {
        if (!object.has(member)) {
            fault(member, "missing", "a string");
        }
        return textIfAny(member).orElse("");
    }

    /** A text that may be there. */
    Optional<String> textIfAny(String member) {
        asked.add(member);
        JsonNode node = object.get(member);
        if (node == null) {
            return Optional.empty();
        }
        String text = node.isTextual() ? node.textValue() : "";
        if (text.isBlank() || text.length() > LONGEST || !isKeepable(text)) {
            fault(
                    member,
                    node.isTextual() ? Excerpt.of(text) : "not a string",
                    "a string of 1 to %d characters".formatted(LONGEST));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** A text that must be there, read by a parser that answers empty for what it does not know. */
    <T> T parsed(String member, Function<String, Optional<T>> parser, T otherwise, String expected) {
        if (!object.has(member)) {
            fault(member, "missing", expected);
        }
        return parsedIfAny(member, parser, expected).orElse(otherwise);
    }

    /** The same for a text that may be there. */
    <T> Optional<T> parsedIfAny(String member, Function<String, Optional<T>> parser, String expected) {
        Optional<String> text = textIfAny(member);
        Optional<T> value = text.flatMap(parser);
        if (text.isPresent() && value.isEmpty()) {
            fault(member, Excerpt.of(text.get()), expected);
        }
        return value;
    }

    UUID uuid(String member) {
        return parsed(member, text -> HexId.parse(text).map(HexId::toUuid), NO_ID, "a UUID");
    }

    IdentityProviderId provider() {
        return provider("identity_provider_id");
    }

    IdentityProviderId provider(String member) {
        return new IdentityProviderId(uuid(member));
    }

    String email(String member) {
        return parsed(member, RuleMembers::address, "", "an e-mail address");
    }

    String domain(String member) {
        return parsed(member, RuleMembers::domainName, "", "a domain name");
    }

    String country(String member) {
        return parsed(
                member,
                text -> Optional.of(text).filter(code -> code.matches("[A-Za-z][A-Za-z0-9]")),
                "",
                "a country's two characters");
    }

    URI url(String member) {
        return parsed(member, RuleMembers::httpUrl, NO_URL, "an http or https URL");
    }

    Set<Rule.RiskScore> scores(String member) {
        asked.add(member);
        Set<Rule.RiskScore> scores = EnumSet.noneOf(Rule.RiskScore.class);
        JsonNode list = object.path(member);
        if (!list.isArray() || list.isEmpty()) {
            fault(member, list.isArray() ? "empty" : "not an array", "an array of low, medium, high or unscored");
            return scores;
        }
        for (int i = 0; i < list.size(); i++) {
            Optional<Rule.RiskScore> score = Rule.RiskScore.ofWord(list.get(i).asText());
            if (score.isEmpty()) {
                fault(member + "/" + i, Excerpt.of(list.get(i).asText()), "low, medium, high or unscored");
            }
            score.ifPresent(scores::add);
        }
        return scores;
    }

    /** Adds a fault for each member no getter asked for. */
    void nothingElse() {
        object.fieldNames().forEachRemaining(member -> {
            if (!asked.contains(member)) {
                fault(
                        member,
                        "unknown",
                        asked.isEmpty() ? "no members" : "only " + String.join(", ", new TreeSet<>(asked)));
            }
        });
    }

    private void fault(String member, String found, String expected) {
        faults.add(AccessRefusals.invalid(
                at + "/" + (object.has(member) ? member.replace("~", "~0").replace("/", "~1") : member),
                "%s/%s: %s (expected: %s)".formatted(name, Excerpt.of(member), found, expected)));
    }

    private static Optional<String> address(String text) {
        return Optional.of(text).filter(whole -> whole.matches("[^\\s@]+@[^\\s@]+"));
    }

    private static Optional<String> domainName(String text) {
        try {
            Hostname.parse(text);
            return Optional.of(text);
        } catch (Hostname.Malformed e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> httpUrl(String text) {
        try {
            URI url = new URI(text);
            return Optional.of(url)
                    .filter(there -> there.getHost() != null)
                    .filter(there -> "https".equals(there.getScheme()) || "http".equals(there.getScheme()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** PostgreSQL keeps no U+0000, and half a surrogate pair is no character: neither could be given back as it came. */
    private static boolean isKeepable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    }
}
