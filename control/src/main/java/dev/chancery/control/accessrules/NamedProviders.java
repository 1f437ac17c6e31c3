package dev.chancery.control.accessrules;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.publishing.IdentityProviderUses;

/** Tells the identity providers which of them a rule names. */
public final class NamedProviders implements IdentityProviderUses {
    private final RuleReferenceStore references = new RuleReferenceStore();

    @Override
    public String user() {
        return "a rule of a policy or group";
    }

    @Override
    public boolean uses(Tx tx, AccountId account, IdentityProviderId provider) {
        return references.userOf(tx, provider).isPresent();
    }
}
