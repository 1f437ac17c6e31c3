package dev.chancery.control.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import java.util.Optional;

/**
 * What identity providers must know of the certificates their assertions are encrypted to. Implemented by the SAML certificates.
 */
public interface SamlCertificateSets {
    /** A set that was made and is not kept yet: until it is, it does not exist. */
    interface Draft {
        /** The id it will have. */
        SamlCertificateSetId id();

        /** Keeps it, with its keys and its audit entry. */
        void keep(Tx tx);
    }

    /**
     * Makes a set with a first certificate. Draws a key, so call it outside transactions.
     *
     * @throws dev.chancery.control.refusal.Refusal 1490 (503) while the keys are sealed
     */
    Draft draft(AccountAccess access);

    /** Whether the account has this set. Sets are never deleted, so it has it from then on. */
    boolean has(Tx tx, AccountId account, SamlCertificateSetId set);

    /** The set as answers show it. */
    Optional<JsonNode> shown(Tx tx, AccountId account, SamlCertificateSetId set);
}
