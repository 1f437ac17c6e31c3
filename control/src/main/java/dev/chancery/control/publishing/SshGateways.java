package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.refusal.Refusal;
import java.util.UUID;

/** The SSH CAs of gateways. Implemented by the gateway's feature. */
public interface SshGateways extends SshAuthorities {
    /**
     * The account's gateway CA with this id.
     *
     * @throws Refusal 12135 (404) where there is none
     */
    SshAuthority of(Tx tx, AccountId account, UUID id);
}
