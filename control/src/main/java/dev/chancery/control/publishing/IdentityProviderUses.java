package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;

/**
 * One feature's use of identity providers. Whatever names one implements this; the identity providers ask them all before they
 * delete one, after they have locked its row, in the same transaction.
 */
public interface IdentityProviderUses {
    /** What uses it, for the refusal's sentence, e.g. {@code "a policy or group"}. */
    String user();

    /** Whether it is named somewhere. */
    boolean uses(Tx tx, AccountId account, IdentityProviderId provider);
}
