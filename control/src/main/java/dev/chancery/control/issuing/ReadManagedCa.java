package dev.chancery.control.issuing;

import dev.chancery.control.principal.AccountAccess;

/**
 * Reads the managed CA of an account, and makes it if the account has none yet.
 *
 * <p>Refusals: {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503) if it has to be made and the keys are sealed.
 */
public final class ReadManagedCa {
    private final ManagedCas cas;

    public ReadManagedCa(ManagedCas cas) {
        this.cas = cas;
    }

    /** The account's managed CA. */
    public CaPair read(AccountAccess access) {
        return cas.pair(access.account(), access.actor());
    }
}
