package dev.chancery.control.accounts;

import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccessChange;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.trust.Change;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes an account: a tombstone stays for it and its zones, because revoked certificates must still be told as revoked; its
 * tokens and memberships go.
 *
 * <p>Refuses: {@code INVALID_IDENTIFIER} if it was deleted a moment ago; {@code ACCOUNT_HAS_CERTIFICATES} while a zone of it has
 * client certificates that are not revoked, or while it holds mTLS certificates; {@code HAS_APPLICATIONS} while it has Access
 * applications or a gateway CA.
 */
final class DeleteAccount {
    private final Database database;
    private final TrustLog trust;
    private final AccessTrust access;
    private final AuditLog audit;
    private final InstantSource clock;
    private final AccessChange change;
    private final AccountStore store = new AccountStore();

    DeleteAccount(
            Database database,
            TrustLog trust,
            AccessTrust access,
            AuditLog audit,
            InstantSource clock,
            AccessChange change) {
        this.database = database;
        this.trust = trust;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.change = change;
    }

    void delete(AccountAccess caller) {
        AccountId id = caller.account();
        database.write(Lane.TRUST, tx -> {
            Account account = GetAccount.found(store, tx, id);
            store.closeZones(tx, id);
            checkUnused(tx, id);
            Told told = access.in(tx);
            told.account(id);
            List<Change> gone = new ArrayList<>(store.unbindHostnames(tx, id));
            store.bury(tx, id, clock.instant());
            change.in(tx);
            audit.record(
                    tx,
                    AuditEntry.of(caller, Action.DELETE, ObjectKind.ACCOUNT, id.hex())
                            .with("name", account.name()));
            gone.addAll(told.changes());
            if (!gone.isEmpty()) {
                trust.publish(tx, gone);
            }
            return id;
        });
    }

    private void checkUnused(Tx tx, AccountId id) {
        if (store.hasUnrevokedClientCertificates(tx, id)) {
            throw ErrorCode.ACCOUNT_HAS_CERTIFICATES.refusal(
                    "account %s: its zones have client certificates (expected: all revoked)".formatted(id));
        }
        if (store.hasMtlsCertificates(tx, id)) {
            throw ErrorCode.ACCOUNT_HAS_CERTIFICATES.refusal(
                    "account %s: it holds mTLS certificates (expected: all deleted)".formatted(id));
        }
        if (store.hasApplications(tx, id)) {
            throw ErrorCode.HAS_APPLICATIONS.refusal(
                    "account %s: it has Access applications or a gateway CA (expected: all deleted)".formatted(id));
        }
    }
}
