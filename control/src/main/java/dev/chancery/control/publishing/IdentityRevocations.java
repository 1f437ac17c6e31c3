package dev.chancery.control.publishing;

import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.ClientCertificateChanges.Changed;

/** What edges must know of the revocation of a person: which revision told them. Implemented by whoever keeps them. */
public interface IdentityRevocations {
    /**
     * @param id as sent
     * @throws dev.chancery.control.refusal.Refusal (12135) if the account has none with this id
     */
    Changed changed(AccountAccess access, String id);
}
