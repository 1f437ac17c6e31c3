package dev.chancery.access.ssh;

import dev.chancery.access.tokens.AccessToken;
import dev.chancery.access.web.WebRefusal;
import dev.chancery.control.accessplane.Head;
import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessDecision;
import dev.chancery.trust.access.Aud;
import dev.chancery.trust.access.ClientCertificate;
import dev.chancery.trust.access.IpAddress;
import dev.chancery.trust.access.Person;
import dev.chancery.trust.access.Visitor;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether an application's policies let in whoever has a token for it: asked again for each signature, as an edge asks for each
 * request, and as strictly. A client certificate cannot be shown here, so no policy lets anybody in that hangs on one.
 */
final class Admission {
    private final Head head;

    Admission(Head head) {
        this.head = head;
    }

    /**
     * The policy that lets a person in; empty where the account has no such application.
     *
     * @param audience the application's audience tag, as our own token has it
     * @param client the address they ask from
     * @throws WebRefusal 403 if none does
     */
    Optional<UUID> policy(AccountId account, String audience, AccessToken.Holder.Person person, String client) {
        AccessConfig config = head.now();
        Optional<AccessApplication> application = config.applicationFor(new Aud(audience))
                .filter(found -> found.account().hex().equals(account.hex()));
        return application
                .map(found -> config.judge(found).decide(visitor(person, client)))
                .map(Admission::policy);
    }

    private static UUID policy(AccessDecision decision) {
        return switch (decision) {
            case AccessDecision.Allowed(var policy) -> policy.id();
            case AccessDecision.Bypassed(var policy) -> policy.id();
            case AccessDecision.Service(var policy) -> policy.id();
            case AccessDecision.Denied _, AccessDecision.SignIn _ ->
                throw new WebRefusal(403, "Forbidden. No policy of the application lets you in.");
        };
    }

    private static Visitor visitor(AccessToken.Holder.Person person, String client) {
        Map<String, Set<String>> claims = new HashMap<>();
        person.custom().forEach((name, values) -> claims.put(name, Set.copyOf(values)));
        UUID provider = person.provider()
                .map(AccessToken.Provider::id)
                .map(UUID::fromString)
                .orElse(Person.NO_PROVIDER);
        return new Visitor(
                new Person(person.email(), provider, Set.copyOf(person.methods()), Set.copyOf(person.groups()), claims),
                null,
                ClientCertificate.UNSEEN,
                address(client),
                null);
    }

    private static @Nullable IpAddress address(String client) {
        try {
            return IpAddress.of(InetAddress.ofLiteral(client).getAddress());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
