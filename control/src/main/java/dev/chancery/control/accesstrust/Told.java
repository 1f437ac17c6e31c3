package dev.chancery.control.accesstrust;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.Change;
import dev.chancery.trust.EntryKey;
import dev.chancery.trust.TrustEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Notes what one transaction changes of Access. Each thing is named before it changes; {@link #publish}, called last, tells edges
 * how it stands then.
 */
public final class Told {
    private final Tx tx;
    private final TrustLog log;
    private final AccessRowStore rows;
    private final Set<EntryKey> touched = new LinkedHashSet<>();
    private final Set<ApplicationId> applications = new LinkedHashSet<>();

    Told(Tx tx, TrustLog log, AccessRowStore rows) {
        this.tx = tx;
        this.log = log;
        this.rows = rows;
    }

    /** An application may change, its own policies with it. */
    public void application(AccountId account, ApplicationId id) {
        applications.add(id);
        touch(EntryKey.Kind.APPLICATION, id);
        touch(EntryKey.Kind.TOKENS_REVOKED, account + " " + AccessEntry.TokenScope.APPLICATION + " " + id);
        rows.policiesOf(tx, id).forEach(this::policy);
    }

    /** A policy may change. */
    public void policy(UUID id) {
        touch(EntryKey.Kind.POLICY, id);
    }

    /** A group may change. */
    public void group(UUID id) {
        touch(EntryKey.Kind.GROUP, id);
    }

    /** A service token may change. */
    public void serviceToken(UUID id) {
        touch(EntryKey.Kind.SERVICE_TOKEN, id);
    }

    /** An account's organization may change. */
    public void organization(AccountId account) {
        touch(EntryKey.Kind.ORGANIZATION, account);
    }

    /** An account's signing keys may change. */
    public void keys(AccountId account) {
        rows.keys(tx, account).forEach(key -> touched.add(key.key()));
        touched.addAll(TrustLog.keys(tx, EntryKey.Kind.ACCESS_KEY, account + " "));
    }

    /**
     * Tokens of a person may be revoked.
     *
     * @param email lower case
     */
    public void user(AccountId account, String email) {
        touch(EntryKey.Kind.TOKENS_REVOKED, account + " " + AccessEntry.TokenScope.USER + " " + email);
    }

    /** Anything of an account may change. */
    public void account(AccountId account) {
        organization(account);
        keys(account);
        rows.ids(tx, "access_application", account).forEach(id -> application(account, new ApplicationId(id)));
        rows.ids(tx, "access_policy", account).forEach(this::policy);
        rows.ids(tx, "access_group", account).forEach(this::group);
        rows.ids(tx, "access_service_token", account).forEach(this::serviceToken);
        rows.revokedUsers(tx, account).forEach(email -> user(account, email));
        touched.addAll(TrustLog.keys(tx, EntryKey.Kind.TOKENS_REVOKED, account + " "));
    }

    private void touch(EntryKey.Kind kind, Object name) {
        touched.add(new EntryKey(kind, name.toString()));
    }

    /** What is new to edges of what was named, as it stands now. */
    public List<Change> changes() {
        applications.forEach(id -> rows.policiesOf(tx, id).forEach(this::policy));
        Map<EntryKey, TrustEntry> before = TrustLog.find(tx, touched);
        Map<AccountId, Map<EntryKey, AccessEntry>> keys = new LinkedHashMap<>();
        List<Change> changes = new ArrayList<>();
        for (EntryKey key : touched) {
            Optional<AccessEntry> now = now(key, keys);
            Optional<TrustEntry> old = Optional.ofNullable(before.get(key));
            if (now.isPresent()) {
                now.filter(entry -> !old.equals(Optional.of(entry)))
                        .map(Change::put)
                        .ifPresent(changes::add);
            } else {
                old.map(Change::take).ifPresent(changes::add);
            }
        }
        return changes;
    }

    private Optional<AccessEntry> now(EntryKey key, Map<AccountId, Map<EntryKey, AccessEntry>> keys) {
        return switch (key.kind()) {
            case ORGANIZATION -> rows.organization(tx, new AccountId(key.name()));
            case ACCESS_KEY -> {
                AccountId account =
                        new AccountId(key.name().substring(0, key.name().indexOf(' ')));
                yield Optional.ofNullable(keys.computeIfAbsent(
                                account,
                                one -> rows.keys(tx, one).stream()
                                        .collect(Collectors.toMap(AccessEntry::key, Function.identity())))
                        .get(key));
            }
            case APPLICATION -> rows.application(tx, UUID.fromString(key.name()));
            case POLICY -> rows.policy(tx, UUID.fromString(key.name()));
            case GROUP -> rows.group(tx, UUID.fromString(key.name()));
            case SERVICE_TOKEN -> rows.serviceToken(tx, UUID.fromString(key.name()));
            case TOKENS_REVOKED -> {
                String[] parts = key.name().split(" ", 3);
                yield rows.tokensRevoked(
                        tx, new AccountId(parts[0]), AccessEntry.TokenScope.valueOf(parts[1]), parts[2]);
            }
            case AUTHORITY,
                    BINDING,
                    SETTINGS,
                    RULES,
                    ROUTE,
                    SERVER_CERTIFICATE,
                    ACCESS_PLANE,
                    REVOKED,
                    REVOCATION_LIST,
                    OCSP_RESPONDER,
                    OCSP_ANSWER -> throw new IllegalStateException(key + " is not of Access's tables");
        };
    }

    /**
     * Makes the revision, if edges are to hear anything new. The head stays locked until the commit: nothing else follows.
     *
     * @return the revision that was made
     */
    public Optional<Deployment> publish() {
        List<Change> changes = changes();
        return changes.isEmpty() ? Optional.empty() : Optional.of(Deployment.of(tx, log, changes));
    }
}
