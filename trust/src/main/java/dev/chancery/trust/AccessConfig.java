package dev.chancery.trust;

import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.ApplicationMap;
import dev.chancery.trust.access.Aud;
import dev.chancery.trust.access.Groups;
import dev.chancery.trust.access.Kid;
import dev.chancery.trust.access.PolicyJudge;
import dev.chancery.trust.access.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says of Access, found by what a request brings. Immutable, shared between threads; the judge of an application is
 * made when it is first asked for.
 */
public final class AccessConfig {
    static final AccessConfig EMPTY = of(List.of());

    private final Optional<AccessEntry.AccessPlane> plane;
    private final Map<AccessAccount, AccessEntry.Organization> organizations = new HashMap<>();
    private final Map<String, AccessEntry.Organization> byAuthDomain = new HashMap<>();
    private final Map<AccessAccount, Map<Kid, AccessEntry.AccessKey>> keys = new HashMap<>();
    private final Map<UUID, AccessApplication> applications = new HashMap<>();
    private final Map<Aud, AccessApplication> byAud = new HashMap<>();
    private final Map<UUID, AccessPolicy> policies = new HashMap<>();
    private final Map<UUID, RuleSet> groupRules = new HashMap<>();
    private final Groups groups;
    private final Map<String, AccessEntry.ServiceToken> serviceTokens = new HashMap<>();
    private final Map<EntryKey, Instant> revoked = new HashMap<>();
    private final ApplicationMap map;
    private final Map<UUID, PolicyJudge> judges = new ConcurrentHashMap<>();

    private AccessConfig(Collection<AccessEntry> entries) {
        AccessEntry.@Nullable AccessPlane found = null;
        for (AccessEntry entry : entries) {
            switch (entry) {
                case AccessEntry.AccessPlane it -> found = it;
                case AccessEntry.Organization organization -> {
                    organizations.put(organization.account(), organization);
                    byAuthDomain.put(organization.authDomain(), organization);
                }
                case AccessEntry.AccessKey key ->
                    keys.computeIfAbsent(key.account(), _ -> new HashMap<>()).put(key.kid(), key);
                case AccessEntry.Application(var application) -> {
                    applications.put(application.id(), application);
                    byAud.put(application.aud(), application);
                }
                case AccessEntry.Policy(var policy) -> policies.put(policy.id(), policy);
                case AccessEntry.Group(var id, var rules) -> groupRules.put(id, rules);
                case AccessEntry.ServiceToken token -> serviceTokens.put(token.clientId(), token);
                case AccessEntry.TokensRevoked tokens -> revoked.put(tokens.key(), tokens.before());
            }
        }
        this.plane = Optional.ofNullable(found);
        this.groups = Groups.of(groupRules);
        this.map = ApplicationMap.of(applications.values());
    }

    static AccessConfig of(Collection<AccessEntry> entries) {
        return new AccessConfig(entries);
    }

    /** Where requests to {@code /cdn-cgi/access/} go; empty where no role signs people in. */
    public Optional<AccessEntry.AccessPlane> plane() {
        return plane;
    }

    /** How an account signs people in. */
    public Optional<AccessEntry.Organization> organization(AccessAccount account) {
        return Optional.ofNullable(organizations.get(account));
    }

    /** Who signs people in at a hostname. */
    public Optional<AccessEntry.Organization> organizationAt(Hostname authDomain) {
        return Optional.ofNullable(byAuthDomain.get(authDomain.ascii()));
    }

    /**
     * The key of an account with this name, if its signatures are believed at an instant.
     *
     * @param kid as a token has it, whatever that is
     */
    public Optional<AccessEntry.AccessKey> key(AccessAccount account, String kid, Instant at) {
        return keys(account, at).stream()
                .filter(key -> key.kid().hex().equals(kid))
                .findFirst();
    }

    /** The keys of an account whose signatures are believed at an instant, the one that signs first. */
    public List<AccessEntry.AccessKey> keys(AccessAccount account, Instant at) {
        List<AccessEntry.AccessKey> good = new ArrayList<>();
        for (AccessEntry.AccessKey key : keys.getOrDefault(account, Map.of()).values()) {
            @Nullable Instant end = key.notAfter();
            if (end == null) {
                good.addFirst(key);
            } else if (at.isBefore(end)) {
                good.addLast(key);
            }
        }
        return List.copyOf(good);
    }

    /** Which application protects what. */
    public ApplicationMap applications() {
        return map;
    }

    /** The application with this id. */
    public Optional<AccessApplication> application(UUID id) {
        return Optional.ofNullable(applications.get(id));
    }

    /** The application tokens with this audience are for. */
    public Optional<AccessApplication> applicationFor(Aud aud) {
        return Optional.ofNullable(byAud.get(aud));
    }

    /** The judge of an application's policies. One that is not there lets nobody in by itself. */
    public PolicyJudge judge(AccessApplication application) {
        return judges.computeIfAbsent(application.id(), _ -> PolicyJudge.of(policies(application), groups));
    }

    /** The judge of one policy alone, which tells whom it means. */
    public PolicyJudge judge(AccessPolicy policy) {
        return PolicyJudge.of(List.of(policy), groups);
    }

    /** An application's policies, first asked first. */
    public List<AccessPolicy> policies(AccessApplication application) {
        return application.policies().stream()
                .map(policies::get)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whom a group means. */
    public Optional<RuleSet> group(UUID id) {
        return Optional.ofNullable(groupRules.get(id));
    }

    /** The service token of an account that a machine says it is. */
    public Optional<AccessEntry.ServiceToken> serviceToken(AccessAccount account, String clientId) {
        return Optional.ofNullable(serviceTokens.get(clientId))
                .filter(token -> token.account().equals(account));
    }

    /** From when on tokens of an application are good; {@link Instant#MIN} where none were revoked. */
    public Instant revokedBefore(AccessApplication application) {
        return revokedBefore(
                application.account(),
                AccessEntry.TokenScope.APPLICATION,
                application.id().toString());
    }

    /**
     * From when on a person's tokens are good, in every application of an account and at its auth domain.
     *
     * @param email in any case
     */
    public Instant revokedBefore(AccessAccount account, String email) {
        return revokedBefore(account, AccessEntry.TokenScope.USER, email.toLowerCase(Locale.ROOT));
    }

    private Instant revokedBefore(AccessAccount account, AccessEntry.TokenScope scope, String subject) {
        return revoked.isEmpty()
                ? Instant.MIN
                : revoked.getOrDefault(
                        new AccessEntry.TokensRevoked(account, scope, subject, Instant.MIN).key(), Instant.MIN);
    }
}
