package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.accessplane.SeenUser;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.principal.Principal.Owner;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.CurrentBundle;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessDecision;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.ClientCertificate;
import dev.chancery.trust.access.IpAddress;
import dev.chancery.trust.access.Person;
import dev.chancery.trust.access.Visitor;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an application's policies say of somebody, by the judge that edges ask and what was known of the person when they last
 * signed in: groups, claims, provider and address. Of somebody who never did only the address is known. Nothing is changed.
 *
 * <p>Refusals: none with this id that the path shows (12135, 404); a type edges do not protect, or nobody to try them on (12130).
 */
public final class CheckPolicies {
    private final Database database;
    private final ApplicationPolicies policies;
    private final CurrentBundle current;
    private final ApplicationStore store = new ApplicationStore();
    private final PolicyCheckStore people = new PolicyCheckStore();

    public CheckPolicies(Database database, ApplicationPolicies policies, CurrentBundle current) {
        this.database = database;
        this.policies = policies;
        this.current = current;
    }

    /**
     * What came of it.
     *
     * @param admitted whether the person would be let in
     * @param policies as they are shown, in order of precedence
     * @param meaning those that mean the person
     * @param identity what is known of the person
     */
    public record Checked(
            Application application,
            boolean admitted,
            List<JsonNode> policies,
            Set<String> meaning,
            ObjectNode identity) {
        public Checked {
            policies = List.copyOf(policies);
            meaning = Set.copyOf(meaning);
            identity = identity.deepCopy();
        }

        /** A copy, which is the caller's to change. */
        @Override
        public ObjectNode identity() {
            return identity.deepCopy();
        }
    }

    /** An application, its policies as they are shown, and the person. */
    private record Read(Application application, List<JsonNode> shown, ObjectNode identity) {}

    /**
     * @param email whom to try them on, in any case; empty for the calling user
     * @throws Refusal as the class says
     */
    public Checked check(AccountOrZoneAccess access, ApplicationId id, Optional<String> email) {
        Read read = database.read(tx -> {
            Application application = store.find(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id));
            String address = email.or(() -> access.actor().principal().owner() instanceof Owner.OfUser(var user)
                            ? people.email(tx, user)
                            : Optional.empty())
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .orElseThrow(
                            () -> AccessRefusals.invalid("email: missing (expected: whom to try the policies on)"));
            return new Read(
                    application,
                    policies.shown(tx, id),
                    people.identity(tx, access.account(), address).orElseGet(() -> stranger(access, address)));
        });
        AccessConfig config = current.now().bundle().config().access();
        AccessApplication told = config.application(id.uuid())
                .orElseThrow(() -> AccessRefusals.invalid("type: %s (expected: one that edges protect)"
                        .formatted(read.application().type().word())));
        Visitor visitor = visitor(read.identity());
        return new Checked(
                read.application(),
                config.judge(told).decide(visitor).admitted(),
                read.shown(),
                config.policies(told).stream()
                        .filter(policy -> means(config.judge(policy).decide(visitor)))
                        .map(AccessPolicy::id)
                        .map(UUID::toString)
                        .collect(Collectors.toSet()),
                read.identity());
    }

    private static boolean means(AccessDecision decision) {
        return switch (decision) {
            case AccessDecision.Allowed _, AccessDecision.Bypassed _, AccessDecision.Service _ -> true;
            case AccessDecision.Denied(@Nullable AccessPolicy policy) -> policy != null;
            case AccessDecision.SignIn _ -> false;
        };
    }

    private static ObjectNode stranger(AccountOrZoneAccess access, String email) {
        String id = SeenUser.idOf(access.account(), email).toString();
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("user_uuid", id)
                .put("email", email)
                .put("account_id", access.account().hex());
    }

    private static Visitor visitor(ObjectNode identity) {
        Map<String, Set<String>> claims = new HashMap<>();
        identity.path("custom").forEachEntry((name, values) -> claims.put(name, texts(values)));
        Person person = new Person(
                identity.path("email").asText(),
                Optional.ofNullable(identity.path("idp").path("id").textValue())
                        .map(UUID::fromString)
                        .orElse(Person.NO_PROVIDER),
                texts(identity.path("amr")),
                texts(identity.path("groups")),
                claims);
        return new Visitor(
                person,
                null,
                ClientCertificate.UNSEEN,
                address(identity.path("ip").asText()),
                null);
    }

    private static @Nullable IpAddress address(String text) {
        try {
            return IpAddress.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
