package dev.chancery.control.accessusers;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table of revocations of people. */
final class IdentityRevocationStore {
    private static final String COLUMNS =
            "select id, email, client_certificates, ssh_certificates, revoked_on, status, revision from identity_revocation";

    void insert(Tx tx, AccountId account, IdentityRevocation revocation) {
        tx.sql(
                        "insert into identity_revocation (id, account_id, email, client_certificates, ssh_certificates, revoked_on,"
                                + " status, revision) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .uuid(revocation.id())
                .text(account.hex())
                .text(revocation.email())
                .number(revocation.clientCertificates())
                .number(revocation.sshCertificates())
                .instant(revocation.revokedOn())
                .text(revocation.status().word())
                .number(revocation.revision())
                .run();
    }

    /** Tokens of a person issued before an instant are worth nothing. A clock that went back takes no revocation back. */
    void revokeTokens(Tx tx, AccountId account, String email, Instant before) {
        tx.sql("insert into access_user_revocation (account_id, email, revoked_on) values (?, ?, ?)"
                        + " on conflict (account_id, email) do update set revoked_on = excluded.revoked_on"
                        + " where access_user_revocation.revoked_on < excluded.revoked_on")
                .text(account.hex())
                .text(email)
                .instant(before)
                .run();
    }

    Optional<IdentityRevocation> find(Tx tx, AccountId account, UUID id) {
        return tx.sql(COLUMNS + " where id = ? and account_id = ?")
                .uuid(id)
                .text(account.hex())
                .first(IdentityRevocationStore::read);
    }

    /** The last one of a person. */
    Optional<IdentityRevocation> last(Tx tx, AccountId account, String email) {
        return tx.sql(COLUMNS + " where account_id = ? and email = ? order by revision desc limit 1")
                .text(account.hex())
                .text(email)
                .first(IdentityRevocationStore::read);
    }

    /** Ends what waits for a revision or an earlier one. */
    int settle(Tx tx, long revision) {
        return tx.sql("update identity_revocation set status = 'revoked'"
                        + " where revision <= ? and status = 'pending_revocation'")
                .number(revision)
                .run();
    }

    private static IdentityRevocation read(Row row) {
        return new IdentityRevocation(
                row.uuid(1),
                row.text(2),
                row.number(3),
                row.number(4),
                row.instant(5),
                IdentityRevocation.Status.ofWord(row.text(6)),
                row.number(7));
    }
}
