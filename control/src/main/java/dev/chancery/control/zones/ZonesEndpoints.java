package dev.chancery.control.zones;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.ErrorCode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /zones} and {@code /zones/{zone_id}}. */
public final class ZonesEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(20, 5, 50);
    private static final String TYPES = "full, partial, secondary or internal";

    private final ListZones list;
    private final CreateZone create;
    private final GetZone get;
    private final UpdateZone update;
    private final DeleteZone delete;

    record IdJson(String id) {}

    /**
     * @param directory what remembers zones and must forget them
     */
    public ZonesEndpoints(
            Database database,
            TrustLog trust,
            AuditLog audit,
            InstantSource clock,
            SecureRandom random,
            ZoneDirectory directory) {
        this.list = new ListZones(database);
        this.create = new CreateZone(database, audit, clock, random);
        this.get = new GetZone(database);
        this.update = new UpdateZone(database, audit, clock);
        this.delete = new DeleteZone(database, trust, audit, clock, directory);
    }

    @Override
    public List<Route> routes() {
        Permission read = Permission.onZone(
                PermissionGroup.ZONE_READ,
                PermissionGroup.ZONE_WRITE,
                PermissionGroup.SSL_READ,
                PermissionGroup.SSL_WRITE,
                PermissionGroup.ZONE_ACCESS_APPS_READ,
                PermissionGroup.ZONE_ACCESS_APPS_WRITE,
                PermissionGroup.ZONE_ACCESS_APPS_REVOKE,
                PermissionGroup.ACCESS_APPS_READ,
                PermissionGroup.ACCESS_APPS_WRITE,
                PermissionGroup.ACCESS_APPS_REVOKE,
                PermissionGroup.ACCESS_MTLS_WRITE,
                PermissionGroup.ACCESS_ORGANIZATIONS_WRITE);
        Permission write = Permission.onZone(PermissionGroup.ZONE_WRITE);
        return List.of(
                Route.get("/zones", new Permission.AnyPrincipal(), this::list),
                Route.post("/zones", new Permission.AnyPrincipal(), this::create),
                Route.get("/zones/{zone_id}", read, call -> shown(get.get(call.zone()), call)),
                Route.patch("/zones/{zone_id}", write, this::update),
                Route.delete("/zones/{zone_id}", write, call -> {
                    delete.delete(call.zone());
                    return Answer.ok(new IdJson(call.zone().zone().hex()));
                }));
    }

    private Answer list(Call call) {
        Query query = call.query();
        Paging paging = query.paging(BOUNDS);
        ZoneQuery asked = new ZoneQuery(
                VisibleZones.to(call.principal()),
                query.text("name").map(TextFilter::parse),
                query.parsed("status", ZoneStatus::parse, "initializing, pending, active or moved"),
                query.eachParsed("type", ZoneType::parse, TYPES),
                query.parsed("account.id", AccountId::parse, "32 hex digits"),
                query.text("account.name").map(TextFilter::parse),
                query.parsed("match", ZonesEndpoints::matchesAny, "any or all").orElse(false),
                query.parsed("order", ZoneQuery.Order::parse, "name, status, account.id, account.name or plan.id")
                        .orElse(ZoneQuery.Order.NAME),
                query.descending(false),
                paging.offset(),
                paging.limit());
        query.check();
        ListZones.Page page = list.list(asked);
        List<ZoneJson> items = page.zones().stream()
                .map(zone -> ZoneJson.of(zone, call.principal()))
                .toList();
        return Answer.list(items, paging.info(items.size(), page.total()));
    }

    private Answer create(Call call) {
        Body body = call.body();
        Optional<ZoneName> name = name(body);
        Optional<AccountId> account = account(body);
        ZoneType type = type(body).orElse(ZoneType.FULL);
        body.check();
        return shown(create.create(call.actor(), account.orElseThrow(), name.orElseThrow(), type), call);
    }

    private Answer update(Call call) {
        Body body = call.body();
        UpdateZone.Draft draft = new UpdateZone.Draft(
                body.flag("paused"), body.flag("china_network"), type(body), vanityNameServers(body));
        body.check();
        return shown(update.update(call.zone(), draft), call);
    }

    private static Answer shown(Zone zone, Call call) {
        return Answer.ok(ZoneJson.of(zone, call.principal()));
    }

    private static Optional<Boolean> matchesAny(String text) {
        return switch (text) {
            case "any" -> Optional.of(true);
            case "all" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<ZoneName> name(Body body) {
        if (!body.has("name")) {
            body.missing("name", "a domain name");
        }
        return body.text("name")
                .filter(text -> body.raw("name").filter(JsonNode::isTextual).isPresent())
                .flatMap(text -> ZoneName.parse(
                        text,
                        broken -> body.fault(
                                ErrorCode.ZONE_NAME_INVALID,
                                "name",
                                "name: %s: %s (expected: a domain name such as example.com)"
                                        .formatted(Excerpt.of(text), broken))));
    }

    private static Optional<AccountId> account(Body body) {
        if (!body.has("account")) {
            body.missing("account", "an object with the id of an account");
            return Optional.empty();
        }
        return body.object("account")
                .flatMap(account -> account.requiredParsed("id", AccountId::parse, "32 hex digits"));
    }

    private static Optional<ZoneType> type(Body body) {
        return body.parsed("type", ZoneType::parse, TYPES);
    }

    private static Optional<List<String>> vanityNameServers(Body body) {
        return body.texts("vanity_name_servers").map(texts -> {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                String member = "vanity_name_servers/" + i;
                String text = texts.get(i);
                ZoneName.parse(
                                text,
                                broken -> body.invalid(
                                        member,
                                        "vanity_name_servers: %s: %s (expected: a host name)"
                                                .formatted(Excerpt.of(text), broken)))
                        .ifPresent(name -> names.add(name.ascii()));
            }
            return names;
        });
    }
}
