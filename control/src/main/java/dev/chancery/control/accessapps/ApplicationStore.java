package dev.chancery.control.accessapps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.IdentityProviderId;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tables of applications, of what they protect and of the identity providers they name. */
final class ApplicationStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS = "select id, account_id, zone_id, ordinal, type, name, domain, aud, members,"
            + " created_on, updated_on, tokens_revoked_on from access_application";

    private final ListedOrder order = new ListedOrder();

    /** The next ordinal of an account. */
    long nextOrdinal(Tx tx, AccountId account) {
        return order.next(tx, account);
    }

    /**
     * Inserts an application.
     *
     * @return whether it was inserted; if not, the account has one of this type and may have only one
     */
    boolean insert(Tx tx, Application application) {
        boolean inserted = tx.sql("insert into access_application (id, account_id, zone_id, ordinal, type, name,"
                                + " domain, aud, members, created_on, updated_on, tokens_revoked_on)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (account_id, type) where type in ('app_launcher', 'warp', 'biso')"
                                + " do nothing")
                        .uuid(application.id().uuid())
                        .text(application.account().hex())
                        .text(hex(application.zone()))
                        .number(application.ordinal())
                        .text(application.type().word())
                        .text(application.name())
                        .text(application.domain())
                        .text(application.aud().hex())
                        .text(application.members().toString())
                        .instant(application.createdOn())
                        .instant(application.updatedOn())
                        .instant(application.tokensRevokedOn())
                        .run()
                == 1;
        if (inserted) {
            order.enter(
                    tx,
                    ListedOrder.Listing.ACCOUNT_APPLICATIONS,
                    application.account().hex(),
                    application.ordinal());
            enterZone(tx, application);
        }
        return inserted;
    }

    /** Writes what can change of an application. */
    void update(Tx tx, Application before, Application after) {
        tx.sql("update access_application set zone_id = ?, name = ?, domain = ?, members = ?, updated_on = ?,"
                        + " tokens_revoked_on = ? where id = ?")
                .text(hex(after.zone()))
                .text(after.name())
                .text(after.domain())
                .text(after.members().toString())
                .instant(after.updatedOn())
                .instant(after.tokensRevokedOn())
                .uuid(after.id().uuid())
                .run();
        leaveZone(tx, before);
        enterZone(tx, after);
    }

    /** Notes that tokens issued before this instant are no good. */
    void revokeTokens(Tx tx, ApplicationId id, Instant now) {
        tx.sql("update access_application set tokens_revoked_on = ? where id = ?")
                .instant(now)
                .uuid(id.uuid())
                .run();
    }

    /** Removes an application that nothing hangs on any more, with what it protects and names. */
    void delete(Tx tx, Application application) {
        clearDomains(tx, application.id());
        clearProviders(tx, application.id());
        tx.sql("delete from access_application where id = ?")
                .uuid(application.id().uuid())
                .run();
        order.leave(
                tx,
                ListedOrder.Listing.ACCOUNT_APPLICATIONS,
                application.account().hex(),
                application.ordinal());
        leaveZone(tx, application);
    }

    /** An application that a path shows. */
    Optional<Application> find(Tx tx, AccountOrZoneAccess access, ApplicationId id) {
        return find(tx, access, id, "");
    }

    /** The same, locked for the transaction. */
    Optional<Application> lock(Tx tx, AccountOrZoneAccess access, ApplicationId id) {
        return find(tx, access, id, tx.engine().forUpdate());
    }

    private static Optional<Application> find(Tx tx, AccountOrZoneAccess access, ApplicationId id, String lock) {
        View view = View.of(access);
        return tx.sql(COLUMNS + " where id = ? and " + view.column() + " = ?" + lock)
                .uuid(id.uuid())
                .text(view.owner())
                .first(ApplicationStore::read);
    }

    /** The account's application with this audience tag. */
    Optional<Application> ofAudience(Tx tx, AccountId account, String audience) {
        return tx.sql(COLUMNS + " where aud = ? and account_id = ?")
                .text(audience)
                .text(account.hex())
                .first(ApplicationStore::read);
    }

    /** Whether an account has an application. */
    boolean has(Tx tx, AccountId account, ApplicationId id) {
        return tx.sql("select 1 from access_application where id = ? and account_id = ?")
                .uuid(id.uuid())
                .text(account.hex())
                .first(row -> true)
                .orElse(false);
    }

    /** A slice of a path's applications in their order. */
    List<Application> list(Tx tx, View view, long offset, long limit) {
        return order.start(tx, view.applications(), view.owner(), offset)
                .map(start -> tx.sql(COLUMNS + " where " + view.column() + " = ? and ordinal >= ?"
                                + " order by ordinal limit ? offset ?")
                        .text(view.owner())
                        .number(start.ordinal())
                        .number(limit)
                        .number(start.skip())
                        .list(ApplicationStore::read))
                .orElse(List.of());
    }

    /** How many applications a path has. */
    long count(Tx tx, View view) {
        return order.total(tx, view.applications(), view.owner());
    }

    /** Passes on every application of a path in its order. */
    void forEach(Tx tx, View view, Consumer<Application> consumer) {
        tx.sql(COLUMNS + " where " + view.column() + " = ? order by ordinal")
                .text(view.owner())
                .forEach(ApplicationStore::read, consumer);
    }

    /** The account's live zone of this name; it is not deleted before the transaction ends. */
    Optional<ZoneId> holdZone(Tx tx, AccountId account, String name) {
        return tx.sql("select id from zone where name = ? and account_id = ? and deleted_on is null"
                        + tx.engine().forUpdate())
                .text(name)
                .text(account.hex())
                .first(row -> new ZoneId(row.text(1)));
    }

    /**
     * Gives a place to an application.
     *
     * @return whether no other has it
     */
    boolean insertDomain(Tx tx, Application application, ZoneId zone, Location location) {
        return tx.sql("insert into access_application_domain (application_id, account_id, zone_id, location)"
                                + " values (?, ?, ?, ?) on conflict (account_id, location) do nothing")
                        .uuid(application.id().uuid())
                        .text(application.account().hex())
                        .text(zone.hex())
                        .text(location.toString())
                        .run()
                == 1;
    }

    /** Takes every place from an application. */
    void clearDomains(Tx tx, ApplicationId id) {
        tx.sql("delete from access_application_domain where application_id = ?")
                .uuid(id.uuid())
                .run();
    }

    /** Notes the identity providers an application names. */
    void insertProviders(Tx tx, ApplicationId id, List<IdentityProviderId> providers) {
        if (providers.isEmpty()) {
            return;
        }
        Sql insert = tx.sql("insert into access_application_idp (application_id, provider_id) values (?, ?)");
        providers.forEach(
                provider -> insert.uuid(id.uuid()).uuid(provider.uuid()).add());
        insert.runBatch();
    }

    /** Forgets them. */
    void clearProviders(Tx tx, ApplicationId id) {
        tx.sql("delete from access_application_idp where application_id = ?")
                .uuid(id.uuid())
                .run();
    }

    /** Whether an application of the account names an identity provider. */
    boolean namesProvider(Tx tx, AccountId account, IdentityProviderId provider) {
        return tx.sql("select 1 from access_application_idp i join access_application a on a.id = i.application_id"
                        + " where i.provider_id = ? and a.account_id = ? limit 1")
                .uuid(provider.uuid())
                .text(account.hex())
                .first(row -> true)
                .orElse(false);
    }

    private void enterZone(Tx tx, Application application) {
        ZoneId zone = application.zone();
        if (zone != null) {
            order.enter(tx, ListedOrder.Listing.ZONE_APPLICATIONS, zone.hex(), application.ordinal());
        }
    }

    private void leaveZone(Tx tx, Application application) {
        ZoneId zone = application.zone();
        if (zone != null) {
            order.leave(tx, ListedOrder.Listing.ZONE_APPLICATIONS, zone.hex(), application.ordinal());
        }
    }

    private static @Nullable String hex(@Nullable ZoneId zone) {
        return zone == null ? null : zone.hex();
    }

    private static Application read(Row row) {
        String zone = row.textOrNull(3);
        return new Application(
                new ApplicationId(row.uuid(1)),
                new AccountId(row.text(2)),
                zone == null ? null : new ZoneId(zone),
                row.number(4),
                ApplicationType.ofWord(row.text(5)).orElseThrow(),
                row.text(6),
                row.text(7),
                new AudTag(row.text(8)),
                members(row.text(9)),
                row.instant(10),
                row.instant(11),
                row.instantOrNull(12));
    }

    private static ObjectNode members(String text) {
        try {
            return JSON.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
