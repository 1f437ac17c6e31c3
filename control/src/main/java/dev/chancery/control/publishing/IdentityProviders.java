package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.util.Optional;

/**
 * What a feature that names an identity provider must know of it. Implemented by the identity providers; asked by whatever has
 * rules (policies, groups) and by applications.
 */
public interface IdentityProviders {
    /** What kind a live provider of the account is; in a write, it is not deleted before that write commits. */
    Optional<IdentityProviderType> hold(Tx tx, AccountId account, IdentityProviderId provider);
}
