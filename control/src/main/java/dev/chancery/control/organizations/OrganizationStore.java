package dev.chancery.control.organizations;

import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.Hostname;
import java.time.Instant;
import java.util.Optional;

/** The tables of organizations, and of the people whose older tokens are worth nothing. */
final class OrganizationStore {
    private static final String COLUMNS =
            "select account_id, name, auth_domain, settings, created_on, updated_on from access_organization";
    private static final String OF_ACCOUNT = COLUMNS + " where account_id = ?";

    /**
     * Inserts an organization.
     *
     * @return whether it was inserted; if not, the account has one or the auth domain is another's
     */
    boolean insert(Tx tx, Organization organization) {
        return tx.sql(
                                "insert into access_organization (account_id, name, auth_domain, settings, created_on, updated_on)"
                                        + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                        .text(organization.account().hex())
                        .text(organization.name())
                        .text(organization.authDomain().ascii())
                        .text(organization.settings().json())
                        .instant(organization.createdOn())
                        .instant(organization.updatedOn())
                        .run()
                == 1;
    }

    /**
     * Puts a changed organization in the place of what was there. By insertion, so that of two that reach for one auth domain at
     * once the second waits for the first and is told, on either engine.
     *
     * @return whether it was put there; if not, the auth domain is another's, and the transaction must not commit
     */
    boolean replace(Tx tx, Organization organization) {
        tx.sql("delete from access_organization where account_id = ?")
                .text(organization.account().hex())
                .run();
        return insert(tx, organization);
    }

    /** An account's organization. */
    Optional<Organization> find(Tx tx, AccountId account) {
        return tx.sql(OF_ACCOUNT).text(account.hex()).first(OrganizationStore::read);
    }

    /** The organization of a live account whose people sign in there. */
    Optional<Organization> at(Tx tx, Hostname authDomain) {
        return tx.sql(COLUMNS
                        + " where auth_domain = ? and account_id in (select id from account where deleted_on is null)")
                .text(authDomain.ascii())
                .first(OrganizationStore::read);
    }

    /** The same, and no other transaction that asks this changes it before this one ends. */
    Optional<Organization> lock(Tx tx, AccountId account) {
        LiveRow.ACCOUNT.hold(tx, account.hex());
        return find(tx, account);
    }

    /** Whether another live account signs in there; what a deleted account had is let go of. */
    boolean isTaken(Tx tx, AccountId account, Hostname authDomain) {
        tx.sql("delete from access_organization where auth_domain = ?"
                        + " and account_id in (select id from account where deleted_on is not null)")
                .text(authDomain.ascii())
                .run();
        return tx.sql("select 1 from access_organization where auth_domain = ? and account_id <> ?")
                .text(authDomain.ascii())
                .text(account.hex())
                .first(row -> true)
                .orElse(false);
    }

    /** From this instant on, a person's older tokens are worth nothing. A clock that went back takes no revocation back. */
    void revoke(Tx tx, AccountId account, String email, Instant now) {
        tx.sql("insert into access_user_revocation (account_id, email, revoked_on) values (?, ?, ?)"
                        + " on conflict (account_id, email) do update set revoked_on = excluded.revoked_on"
                        + " where access_user_revocation.revoked_on < excluded.revoked_on")
                .text(account.hex())
                .text(email)
                .instant(now)
                .run();
    }

    /** When a person's tokens were last revoked. */
    Optional<Instant> revokedOn(Tx tx, AccountId account, String email) {
        return tx.sql("select revoked_on from access_user_revocation where account_id = ? and email = ?")
                .text(account.hex())
                .text(email)
                .first(row -> row.instant(1));
    }

    private static Organization read(Row row) {
        return new Organization(
                new AccountId(row.text(1)),
                row.text(2),
                new Hostname(row.text(3)),
                OrganizationSettings.stored(row.text(4)),
                row.instant(5),
                row.instant(6));
    }
}
