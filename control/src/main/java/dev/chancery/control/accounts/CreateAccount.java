package dev.chancery.control.accounts;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccessChange;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.ResourceSelector;
import dev.chancery.control.principal.UserAccess;
import dev.chancery.control.refusal.ErrorCode;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;

/**
 * Makes an account and the calling user its first member.
 *
 * <p>Refuses: {@code PERMISSION_DENIED} if the caller does not hold Account Settings Write on every account of the user: the
 * contract lists no permission for this operation, and the new account is one that no narrower credentials were given for.
 */
final class CreateAccount {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final AccessChange change;
    private final AccountStore store = new AccountStore();

    CreateAccount(Database database, AuditLog audit, InstantSource clock, SecureRandom random, AccessChange change) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.change = change;
    }

    Account create(UserAccess access, String name, AccountType type) {
        if (!access.actor()
                .principal()
                .mayThroughout(Set.of(PermissionGroup.ACCOUNT_SETTINGS_WRITE), new ResourceSelector.AllAccounts())) {
            throw ErrorCode.PERMISSION_DENIED.refusal("Authentication error");
        }
        Account account =
                new Account(new AccountId(HexId.random(random)), name, type, Account.Settings.DEFAULT, clock.instant());
        String membership = HexId.random(random);
        return database.write(Lane.GENERAL, tx -> {
            store.insert(tx, account);
            store.insertMember(tx, membership, access.user(), account.id());
            change.in(tx);
            audit.record(
                    tx,
                    AuditEntry.of(
                                    new AccountAccess(account.id(), access.actor()),
                                    Action.CREATE,
                                    ObjectKind.ACCOUNT,
                                    account.id().hex())
                            .with("name", name));
            return account;
        });
    }
}
