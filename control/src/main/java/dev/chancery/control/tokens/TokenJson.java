package dev.chancery.control.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Policy;
import dev.chancery.control.v4.Rfc3339;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token as the API shows it; members that say nothing are left out. The value is there in the answer to create alone. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenJson(
        String id,
        String name,
        String status,
        String issuedOn,
        String modifiedOn,
        @Nullable String lastUsedOn,
        @Nullable String notBefore,
        @Nullable String expiresOn,
        List<PolicyJson> policies,
        @Nullable ConditionJson condition,
        @Nullable String value) {
    record PolicyJson(String id, String effect, List<GroupJson> permissionGroups, Map<String, Object> resources) {}

    record GroupJson(String id, String name) {}

    record ConditionJson(RequestIp requestIp) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record RequestIp(List<String> in, List<String> notIn) {}

    static TokenJson of(ApiToken token, Instant now) {
        return of(token, now, null);
    }

    static TokenJson created(CreateToken.Created created) {
        return of(created.token(), created.now(), created.secret().reveal());
    }

    private static TokenJson of(ApiToken token, Instant now, @Nullable String value) {
        return new TokenJson(
                token.id().hex(),
                token.name(),
                token.status(now).word(),
                Rfc3339.seconds(token.issuedOn()),
                Rfc3339.seconds(token.modifiedOn()),
                seconds(token.lastUsedOn()),
                seconds(token.notBefore()),
                seconds(token.expiresOn()),
                token.policies().stream().map(TokenJson::policy).toList(),
                condition(token.condition()),
                value);
    }

    static @Nullable String seconds(@Nullable Instant instant) {
        return instant == null ? null : Rfc3339.seconds(instant);
    }

    private static PolicyJson policy(Policy policy) {
        return new PolicyJson(
                policy.id(),
                policy.effect().name().toLowerCase(Locale.ROOT),
                policy.groups().stream()
                        .map((PermissionGroup group) -> new GroupJson(group.id(), group.title()))
                        .toList(),
                ResourceNames.write(policy.resources()));
    }

    private static @Nullable ConditionJson condition(TokenCondition condition) {
        return condition.isNone()
                ? null
                : new ConditionJson(new RequestIp(texts(condition.in()), texts(condition.notIn())));
    }

    private static List<String> texts(List<TokenCondition.Network> networks) {
        return networks.stream().map(TokenCondition.Network::text).toList();
    }
}
