package dev.chancery.control;

import dev.chancery.control.accounts.AccountsEndpoints;
import dev.chancery.control.audit.AuditEndpoints;
import dev.chancery.control.audit.ListAuditLog;
import dev.chancery.control.tokens.TokensEndpoints;
import dev.chancery.control.users.UsersEndpoints;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.zones.ZonesEndpoints;
import java.util.List;

/** Who is in the house and what they may: accounts, zones, users, tokens, the audit log. */
record HouseFamilies(Ground ground) {
    List<Endpoints> api() {
        return List.of(accounts(), zones(), users(), tokens(), auditLog());
    }

    private Endpoints accounts() {
        return new AccountsEndpoints(
                ground.database(),
                ground.trust(),
                ground.accessTrust(),
                ground.audit(),
                ground.clock(),
                ground.random(),
                ground::accessChanges);
    }

    private Endpoints zones() {
        return new ZonesEndpoints(
                ground.database(), ground.trust(), ground.audit(), ground.clock(), ground.random(), ground.directory());
    }

    private Endpoints users() {
        return new UsersEndpoints(ground.database(), ground.audit());
    }

    private Endpoints tokens() {
        return new TokensEndpoints(
                ground.database(),
                ground.audit(),
                ground.clock(),
                ground.random(),
                ground.authenticator(),
                ground.directory());
    }

    private Endpoints auditLog() {
        return new AuditEndpoints(new ListAuditLog(ground.database()));
    }
}
