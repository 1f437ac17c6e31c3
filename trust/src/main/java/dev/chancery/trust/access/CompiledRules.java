package dev.chancery.trust.access;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rule set made ready to be asked often: addresses to include are one look-up, groups are resolved, asking allocates nothing. */
final class CompiledRules {
    /** Groups may name groups. Control sees to it that none leads back to itself; nobody here would wait for one that does. */
    private static final int MOST_NESTED = 16;

    private final Set<String> emails;
    private final String[] domains;
    private final Rule[] include;
    private final Rule[] require;
    private final Rule[] exclude;
    private final Groups groups;

    private CompiledRules(RuleSet rules, Groups groups) {
        this.emails = Set.copyOf(emails(rules.include()));
        this.domains = domains(rules.include()).toArray(String[]::new);
        this.include = rules.include().stream()
                .filter(rule -> !(rule instanceof Rule.Email || rule instanceof Rule.EmailDomain))
                .toArray(Rule[]::new);
        this.require = rules.require().toArray(Rule[]::new);
        this.exclude = rules.exclude().toArray(Rule[]::new);
        this.groups = groups;
    }

    /**
     * @param groups those the rules may name
     */
    static CompiledRules of(RuleSet rules, Groups groups) {
        return new CompiledRules(rules, groups);
    }

    /** The addresses among some rules. */
    static List<String> emails(List<Rule> rules) {
        return rules.stream()
                .filter(Rule.Email.class::isInstance)
                .map(rule -> ((Rule.Email) rule).address())
                .distinct()
                .toList();
    }

    /** The domains among some rules. */
    static List<String> domains(List<Rule> rules) {
        return rules.stream()
                .filter(Rule.EmailDomain.class::isInstance)
                .map(rule -> ((Rule.EmailDomain) rule).domain())
                .distinct()
                .toList();
    }

    /** Whether only addresses and domains are included, so that whoever has none of them is not meant. */
    boolean includesOnlyAddresses() {
        return include.length == 0;
    }

    /** Whether a visitor is meant. */
    Match match(Visitor visitor) {
        return match(visitor, MOST_NESTED);
    }

    private Match match(Visitor visitor, int nested) {
        @Nullable Person person = visitor.person();
        Match match = person != null && includes(person) ? Match.YES : any(include, visitor, nested);
        for (int i = 0; i < require.length && match != Match.NO; i++) {
            match = match.and(match(require[i], visitor, nested));
        }
        return match == Match.NO
                ? Match.NO
                : match.and(any(exclude, visitor, nested).not());
    }

    private boolean includes(Person person) {
        if (emails.contains(person.email())) {
            return true;
        }
        for (String domain : domains) {
            if (endsIn(person.email(), domain)) {
                return true;
            }
        }
        return false;
    }

    private Match any(Rule[] rules, Visitor visitor, int nested) {
        Match match = Match.NO;
        for (int i = 0; i < rules.length && match != Match.YES; i++) {
            match = match.or(match(rules[i], visitor, nested));
        }
        return match;
    }

    private Match match(Rule rule, Visitor visitor, int nested) {
        return switch (rule) {
            case Rule.Everyone _ -> Match.YES;
            case Rule.OfPerson asked -> {
                @Nullable Person person = visitor.person();
                yield Match.of(person != null && says(person, asked));
            }
            case Rule.Ip(Network network) -> {
                @Nullable IpAddress address = visitor.address();
                yield address == null ? Match.UNKNOWN : Match.of(network.contains(address));
            }
            case Rule.Country(String code) -> {
                @Nullable String country = visitor.country();
                yield country == null ? Match.UNKNOWN : Match.of(country.equals(code));
            }
            case Rule.AnyCertificate _ -> certificate(visitor, null);
            case Rule.CommonName(String name) -> certificate(visitor, name);
            case Rule.AnyServiceToken _ -> Match.of(visitor.serviceToken() != null);
            case Rule.ServiceToken(UUID token) -> Match.of(token.equals(visitor.serviceToken()));
            case Rule.Group(UUID group) -> {
                @Nullable CompiledRules rules = nested == 0 ? null : groups.find(group);
                yield rules == null ? Match.UNKNOWN : rules.match(visitor, nested - 1);
            }
            case Rule.Unknown _ -> Match.UNKNOWN;
        };
    }

    private static Match certificate(Visitor visitor, @Nullable String name) {
        return switch (visitor.certificate()) {
            case ClientCertificate.None _ -> Match.NO;
            case ClientCertificate.Valid(String commonName) -> Match.of(name == null || name.equals(commonName));
            case ClientCertificate.Unseen _ -> Match.UNKNOWN;
        };
    }

    private static boolean says(Person person, Rule.OfPerson rule) {
        return switch (rule) {
            case Rule.Email(String address) -> person.email().equals(address);
            case Rule.EmailDomain(String domain) -> endsIn(person.email(), domain);
            case Rule.LoginMethod(UUID provider) -> person.provider().equals(provider);
            case Rule.AuthMethod(String method) -> person.methods().contains(method);
            case Rule.ProviderGroup(UUID provider, String group) ->
                person.provider().equals(provider) && person.groups().contains(group);
            case Rule.Claim(UUID provider, String name, String value) -> {
                @Nullable Set<String> values = person.claims().get(name);
                yield person.provider().equals(provider) && values != null && values.contains(value);
            }
        };
    }

    private static boolean endsIn(String email, String domain) {
        int at = email.length() - domain.length() - 1;
        return at > 0 && email.charAt(at) == '@' && email.startsWith(domain, at + 1);
    }
}
