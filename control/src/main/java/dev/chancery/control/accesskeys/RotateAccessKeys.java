package dev.chancery.control.accesskeys;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.refusal.Refusal;
import java.util.Optional;

/**
 * Gives an account a new signing key. Calls that are under way at the same time change it once between them.
 *
 * <p>Refusals: 1490 (503) while the keys are sealed.
 */
public final class RotateAccessKeys {
    private final ReadAccessKeys read;
    private final KeyRotation rotation;

    public RotateAccessKeys(ReadAccessKeys read, KeyRotation rotation) {
        this.read = read;
        this.rotation = rotation;
    }

    /**
     * @throws Refusal as the class says
     */
    public AccessKeys rotate(AccountAccess access) {
        return rotation.change(
                access.account(),
                Optional.of(read.read(access).current()),
                AuditEntry.of(
                        access,
                        Action.ROTATE,
                        ObjectKind.ACCESS_KEYS,
                        access.account().hex()));
    }
}
