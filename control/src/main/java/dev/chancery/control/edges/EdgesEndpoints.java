package dev.chancery.control.edges;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.ClientCertificateChanges;
import dev.chancery.control.publishing.ClientCertificateChanges.Changed;
import dev.chancery.control.publishing.IdentityRevocations;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /accounts/{account_id}/edges}, and {@code …/enforcement} of client certificates and of people who were revoked, extensions:
 * which edges there are, how one joins, and who has applied what.
 */
public final class EdgesEndpoints implements Endpoints {
    private static final String EDGES = "/accounts/{account_id}/edges";
    private static final String ONE = EDGES + "/{edge_id}";
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final int LONGEST_NAME = 100;

    private final EdgeRegister register;
    private final JoinEdges join;
    private final ClientCertificateChanges changes;
    private final IdentityRevocations people;
    private final Supplier<Optional<String>> listener;

    /**
     * @param listener the URL edges come to; empty where nobody listens for them
     */
    public EdgesEndpoints(
            EdgeRegister register,
            JoinEdges join,
            ClientCertificateChanges changes,
            IdentityRevocations people,
            Supplier<Optional<String>> listener) {
        this.register = register;
        this.join = join;
        this.changes = changes;
        this.people = people;
        this.listener = listener;
    }

    @Override
    public List<Route> routes() {
        Permission read =
                Permission.onAccount(PermissionGroup.ACCOUNT_SETTINGS_READ, PermissionGroup.ACCOUNT_SETTINGS_WRITE);
        Permission write = Permission.onAccount(PermissionGroup.ACCOUNT_SETTINGS_WRITE);
        return List.of(
                Route.get(
                        EDGES,
                        read,
                        call -> Answer.ok(
                                register.edges().stream().map(EdgeJson::of).toList())),
                Route.post(EDGES + "/join_tokens", write, this::token),
                Route.delete(ONE, write, this::remove),
                Route.get(
                        "/zones/{zone_id}/client_certificates/{client_certificate_id}/enforcement",
                        Permission.onZone(PermissionGroup.SSL_READ, PermissionGroup.SSL_WRITE),
                        this::enforcement),
                Route.get(
                        "/accounts/{account_id}/access/users/revocations/{revocation_id}/enforcement",
                        Permission.onAccount(
                                PermissionGroup.ACCESS_ORGANIZATIONS_READ,
                                PermissionGroup.ACCESS_ORGANIZATIONS_WRITE,
                                PermissionGroup.ACCESS_ORGANIZATIONS_REVOKE),
                        call -> enforcement(people.changed(call.account(), call.path("revocation_id")))));
    }

    record TokenJson(String token, String url) {
        @Override
        public String toString() {
            return "TokenJson[" + url + "]";
        }
    }

    private Answer token(Call call) {
        Body body = call.body();
        Optional<String> name = body.text("name", LONGEST_NAME);
        body.check();
        String url = listener.get()
                .orElseThrow(() -> ErrorCode.EDGES_NOT_EXPECTED.refusal(
                        "this house listens for no edges (expected: one started with --edges-listen)"));
        return Answer.ok(new TokenJson(
                join.token(url, name.filter(text -> !text.isBlank()).orElse("edge"), TOKEN_LIFE)
                        .text(),
                url));
    }

    record IdJson(String id) {}

    private Answer remove(Call call) {
        String text = call.path("edge_id");
        EdgeId id = EdgeId.parse(text)
                .filter(join::knows)
                .orElseThrow(() ->
                        ErrorCode.EDGE_NOT_FOUND.refusal("edge %s (expected: one that has joined)".formatted(text)));
        if (!register.remove(id)) {
            throw ErrorCode.EDGE_HOLDS_A_LEASE.refusal(
                    "edge %s may hold a lease (expected: one that is stopped and lost)".formatted(id));
        }
        return Answer.ok(new IdJson(id.toString()));
    }

    private Answer enforcement(Call call) {
        return enforcement(changes.last(call.zone(), call.path("client_certificate_id")));
    }

    private Answer enforcement(Changed changed) {
        @Nullable Long revision = changed.revision();
        List<EdgeRow> edges = register.edges();
        List<Receipt> receipts = revision == null ? List.of() : register.receipts(revision);
        return Answer.ok(EnforcementJson.of(changed, edges, receipts));
    }
}
