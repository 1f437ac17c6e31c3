package dev.chancery.control.tokens;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Policy;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.ResourceSelector;
import dev.chancery.control.principal.Scope;
import dev.chancery.control.principal.TokenId;
import dev.chancery.control.principal.UserId;
import dev.chancery.control.settings.SettingStore;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The owner token: a token of the first user that may do everything the user may. A setting remembers which one it is. */
public final class OwnerTokens {
    private static final String OWNER = "token.owner";

    private final InstantSource clock;
    private final SecureRandom random;
    private final TokenStore store = new TokenStore();
    private final SettingStore settings = new SettingStore();

    public OwnerTokens(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** Which token it is. */
    public Optional<TokenId> id(Tx tx) {
        return settings.get(tx, OWNER).map(TokenId::new);
    }

    /** Makes the owner token, or gives the one there is a new value and all its power back. */
    public TokenSecret reset(Tx tx, UserId user) {
        Principal.Owner owner = new Principal.Owner.OfUser(user);
        TokenSecret secret = TokenSecret.generate(owner, random);
        Instant now = clock.instant();
        Optional<TokenId> known = id(tx);
        Optional<ApiToken> there = known.flatMap(id -> store.find(tx, owner, id));
        TokenId id = known.orElseGet(() -> new TokenId(HexId.random(random)));
        ApiToken token = new ApiToken(
                id,
                owner,
                "Owner token",
                true,
                policies(user),
                TokenCondition.NONE,
                null,
                null,
                there.map(ApiToken::issuedOn).orElse(now),
                now,
                null);
        if (there.isPresent()) {
            store.update(tx, token);
            store.updateValue(tx, id, secret.hash(), now);
        } else {
            store.insert(tx, token, secret.hash());
            settings.put(tx, OWNER, id.hex());
        }
        return secret;
    }

    /** Says whether the rate limit passes the owner token by. */
    public void meter(Tx tx, boolean unmetered) {
        if (unmetered) {
            id(tx).ifPresent(id -> settings.put(tx, PrincipalStore.UNMETERED, id.hex()));
        } else {
            settings.remove(tx, PrincipalStore.UNMETERED);
        }
    }

    private List<Policy> policies(UserId user) {
        return List.of(
                policy(Scope.USER, new ResourceSelector.OneUser(user)),
                policy(Scope.ACCOUNT, new ResourceSelector.AllAccounts()),
                policy(Scope.ZONE, new ResourceSelector.AllZones()));
    }

    private Policy policy(Scope scope, ResourceSelector on) {
        Set<PermissionGroup> groups = Arrays.stream(PermissionGroup.values())
                .filter(group -> group.scope() == scope)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Policy(HexId.random(random), Policy.Effect.ALLOW, groups, List.of(on));
    }
}
