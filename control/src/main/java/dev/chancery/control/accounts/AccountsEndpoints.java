package dev.chancery.control.accounts;

import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccessChange;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code /accounts} and {@code /accounts/{account_id}}. */
public final class AccountsEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(20, 5, 50);

    private final ListAccounts list;
    private final CreateAccount create;
    private final GetAccount get;
    private final UpdateAccount update;
    private final DeleteAccount delete;

    record IdJson(String id) {}

    /**
     * @param change told when memberships change or an account goes
     */
    public AccountsEndpoints(
            Database database,
            TrustLog trust,
            AccessTrust accessTrust,
            AuditLog audit,
            InstantSource clock,
            SecureRandom random,
            AccessChange change) {
        this.list = new ListAccounts(database);
        this.create = new CreateAccount(database, audit, clock, random, change);
        this.get = new GetAccount(database);
        this.update = new UpdateAccount(database, audit, change);
        this.delete = new DeleteAccount(database, trust, accessTrust, audit, clock, change);
    }

    @Override
    public List<Route> routes() {
        Permission read =
                Permission.onAccount(PermissionGroup.ACCOUNT_SETTINGS_READ, PermissionGroup.ACCOUNT_SETTINGS_WRITE);
        Permission write = Permission.onAccount(PermissionGroup.ACCOUNT_SETTINGS_WRITE);
        return List.of(
                Route.get("/accounts", new Permission.AnyPrincipal(), this::list),
                Route.post("/accounts", new Permission.AnyPrincipal(), this::create),
                Route.get("/accounts/{account_id}", read, call -> Answer.ok(AccountJson.of(get.get(call.account())))),
                Route.put("/accounts/{account_id}", write, this::update),
                Route.delete("/accounts/{account_id}", write, call -> {
                    delete.delete(call.account());
                    return Answer.ok(new IdJson(call.account().account().hex()));
                }));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Paging paging = query.paging(BOUNDS);
        Optional<String> name = query.text("name");
        boolean descending = query.descending(false);
        query.check();
        ListAccounts.Page page = list.list(call.principal(), name, descending, paging.offset(), paging.limit());
        List<AccountJson> items = page.accounts().stream().map(AccountJson::of).toList();
        return Answer.list(items, paging.info(items.size(), page.total()));
    }

    private Answer create(Call call) {
        Body body = call.body();
        String name = name(body);
        AccountType type = type(body).orElse(AccountType.STANDARD);
        body.check();
        return Answer.ok(AccountJson.of(create.create(call.user(), name, type)));
    }

    private Answer update(Call call) {
        Body body = call.body();
        body.text("id")
                .filter(id -> HexId.parse(id)
                        .filter(call.account().account().hex()::equals)
                        .isEmpty())
                .ifPresent(id -> body.invalid("id", "id: %s (expected: the id in the path)".formatted(Excerpt.of(id))));
        UpdateAccount.Draft draft = new UpdateAccount.Draft(
                name(body), type(body), body.object("settings").map(AccountsEndpoints::settings));
        body.check();
        return Answer.ok(AccountJson.of(update.update(call.account(), draft)));
    }

    private static String name(Body body) {
        return body.requiredParsed(
                        "name",
                        name -> name.isBlank() || name.length() > Account.MAX_NAME
                                ? Optional.empty()
                                : Optional.of(name),
                        "1 to 100 characters")
                .orElse("");
    }

    private static Optional<AccountType> type(Body body) {
        return body.parsed("type", AccountType::parse, "standard or enterprise");
    }

    private static Account.Settings settings(Body settings) {
        return new Account.Settings(
                settings.text("abuse_contact_email", 254),
                settings.flag("enforce_twofactor").orElse(false));
    }
}
