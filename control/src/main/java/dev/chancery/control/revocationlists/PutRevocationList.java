package dev.chancery.control.revocationlists;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.UploadedLists;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Crl;
import java.util.UUID;

/** Takes in a revocation list that a caller sends. Refusals: those of {@link ListIntake}, at {@code /crl}. */
public final class PutRevocationList {
    private final ListIntake intake;

    public PutRevocationList(ListIntake intake) {
        this.intake = intake;
    }

    /**
     * @param family where the CA was uploaded
     * @throws Refusal as the class says
     */
    public UploadedLists.Kept put(AccountAccess access, Family family, UUID id, Crl crl) {
        return intake.take(
                access.account(),
                family,
                id,
                crl,
                "/crl",
                AuditEntry.of(access, Action.REPLACE, ObjectKind.REVOCATION_LIST, id.toString()));
    }
}
