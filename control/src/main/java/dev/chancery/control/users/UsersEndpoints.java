package dev.chancery.control.users;

import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.util.List;
import java.util.Optional;

/** {@code /user}, {@code /user/organizations} and {@code /memberships}. */
public final class UsersEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(20, 5, 50);

    private final GetUser get;
    private final UpdateUser update;
    private final ListMemberships memberships;

    public UsersEndpoints(Database database, AuditLog audit) {
        this.get = new GetUser(database);
        this.update = new UpdateUser(database, audit);
        this.memberships = new ListMemberships(database);
    }

    @Override
    public List<Route> routes() {
        Permission readUser = Permission.onUser(PermissionGroup.USER_DETAILS_READ, PermissionGroup.USER_DETAILS_WRITE);
        Permission readMemberships =
                Permission.onUser(PermissionGroup.MEMBERSHIPS_READ, PermissionGroup.MEMBERSHIPS_WRITE);
        return List.of(
                Route.get("/user", readUser, call -> Answer.ok(UserJson.of(get.get(call.user())))),
                Route.patch("/user", Permission.onUser(PermissionGroup.USER_DETAILS_WRITE), this::update),
                Route.get("/user/organizations", readUser, this::organizations),
                Route.get("/memberships", readMemberships, this::memberships),
                Route.get("/memberships/{membership_id}", readMemberships, this::membership));
    }

    private Answer update(Call call) {
        Body body = call.body();
        // What is absent stays, null clears; the texts are read here so that their faults are gathered.
        Field firstName = Field.of(body, "first_name", 60);
        Field lastName = Field.of(body, "last_name", 60);
        Field country = Field.of(body, "country", 30);
        Field telephone = Field.of(body, "telephone", 20);
        Field zipcode = Field.of(body, "zipcode", 20);
        body.check();
        return Answer.ok(UserJson.of(update.update(
                call.user(),
                before -> new User.Profile(
                        firstName.after(before.firstName()),
                        lastName.after(before.lastName()),
                        country.after(before.country()),
                        telephone.after(before.telephone()),
                        zipcode.after(before.zipcode())))));
    }

    private record Field(boolean cleared, Optional<String> text) {
        static Field of(Body body, String name, int maxLength) {
            return new Field(body.isNull(name), body.text(name, maxLength));
        }

        Optional<String> after(Optional<String> before) {
            return cleared ? Optional.empty() : text.or(() -> before);
        }
    }

    private Answer organizations(Call call) {
        Query query = call.query();
        Paging paging = query.paging(BOUNDS);
        ListMemberships.Asked asked = new ListMemberships.Asked(
                query.parsed("status", UsersEndpoints::organizationStatus, "member or invited"),
                query.text("name"),
                query.parsed("order", text -> order(text, "name"), "id, name or status")
                        .orElse(ListMemberships.Order.ACCOUNT_NAME),
                query.descending(false));
        query.check();
        return paging.slice(UserJson.organizations(memberships.list(call.user(), asked)));
    }

    private Answer memberships(Call call) {
        Query query = call.query();
        Paging paging = query.paging(BOUNDS);
        ListMemberships.Asked asked = new ListMemberships.Asked(
                query.parsed("status", MembershipStatus::parse, "accepted, pending or rejected"),
                query.text("account.name").or(() -> query.text("name")),
                query.parsed("order", text -> order(text, "account.name"), "id, account.name or status")
                        .orElse(ListMemberships.Order.ACCOUNT_NAME),
                query.descending(false));
        query.check();
        return paging.slice(memberships.list(call.user(), asked).stream()
                .map(MembershipJson::of)
                .toList());
    }

    private Answer membership(Call call) {
        MembershipId id = MembershipId.parse(call.path("membership_id"))
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "Could not route to this membership, perhaps your object identifier is invalid?"));
        return Answer.ok(MembershipJson.of(memberships.get(call.user(), id)));
    }

    private static Optional<MembershipStatus> organizationStatus(String text) {
        return switch (text) {
            case "member" -> Optional.of(MembershipStatus.ACCEPTED);
            case "invited" -> Optional.of(MembershipStatus.PENDING);
            default -> Optional.empty();
        };
    }

    private static Optional<ListMemberships.Order> order(String text, String nameWord) {
        if (text.equals(nameWord)) {
            return Optional.of(ListMemberships.Order.ACCOUNT_NAME);
        }
        return switch (text) {
            case "id" -> Optional.of(ListMemberships.Order.ID);
            case "status" -> Optional.of(ListMemberships.Order.STATUS);
            default -> Optional.empty();
        };
    }
}
