package dev.chancery.control.accessusers;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.EnforcedWait;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /accounts/{account_id}/access/users/revoke} and {@code …/revocations/{revocation_id}}, an extension. */
public final class AccessUserEndpoints implements Endpoints {
    private static final String USERS = "/accounts/{account_id}/access/users";

    /** One mailbox, no more of RFC 5321 than that. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,189}");

    private final RevokeIdentity revoke;
    private final ReadIdentityRevocation read;
    private final EnforcedWait waiting;

    public AccessUserEndpoints(RevokeIdentity revoke, ReadIdentityRevocation read, EnforcedWait waiting) {
        this.revoke = revoke;
        this.read = read;
        this.waiting = waiting;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post(
                        USERS + "/revoke",
                        Permission.onAccount(
                                PermissionGroup.ACCESS_ORGANIZATIONS_WRITE,
                                PermissionGroup.ACCESS_ORGANIZATIONS_REVOKE),
                        waiting.behind(
                                call -> Answer.ok(
                                        IdentityRevocationJson.of(revoke.revoke(call.account(), email(call)))),
                                call -> Answer.ok(IdentityRevocationJson.of(read.last(call.account(), email(call)))))),
                Route.get(
                        USERS + "/revocations/{revocation_id}",
                        Permission.onAccount(
                                PermissionGroup.ACCESS_ORGANIZATIONS_READ,
                                PermissionGroup.ACCESS_ORGANIZATIONS_WRITE,
                                PermissionGroup.ACCESS_ORGANIZATIONS_REVOKE),
                        call -> Answer.ok(
                                IdentityRevocationJson.of(read.read(call.account(), call.path("revocation_id"))))));
    }

    private static String email(Call call) {
        Body body = call.body();
        Optional<String> email = body.requiredParsed(
                "email",
                text -> Optional.of(text).filter(it -> EMAIL.matcher(it).matches()),
                "an e-mail address");
        body.check();
        return email.orElseThrow();
    }
}
