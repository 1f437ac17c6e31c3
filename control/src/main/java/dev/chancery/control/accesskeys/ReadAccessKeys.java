package dev.chancery.control.accesskeys;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.refusal.Refusal;
import java.util.Optional;

/**
 * Reads how an account's keys stand, and makes the first one if there is none. Making it changes nothing a reader could see before.
 *
 * <p>Refusals: 1490 (503) if a key has to be made and the keys are sealed.
 */
public final class ReadAccessKeys {
    private final Database database;
    private final KeyRotation rotation;
    private final AccessKeyStore store = new AccessKeyStore();

    public ReadAccessKeys(Database database, KeyRotation rotation) {
        this.database = database;
        this.rotation = rotation;
    }

    /**
     * @throws Refusal as the class says
     */
    public AccessKeys read(AccountAccess access) {
        return database.read(tx -> store.current(tx, access.account()))
                .map(AccessKeyStore.Current::keys)
                .orElseGet(() -> rotation.change(
                        access.account(),
                        Optional.empty(),
                        AuditEntry.of(
                                access,
                                Action.CREATE,
                                ObjectKind.ACCESS_KEYS,
                                access.account().hex())));
    }
}
