package dev.chancery.control.samlcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;

/**
 * Reads one certificate set of an account.
 *
 * <p>Refusals: none with this id (12135, 404).
 */
public final class ReadSamlCertificateSet {
    private final Database database;
    private final SamlCertificateStore store = new SamlCertificateStore();

    public ReadSamlCertificateSet(Database database) {
        this.database = database;
    }

    /**
     * @throws Refusal as the class says
     */
    public SamlCertificateSet read(AccountAccess access, SamlCertificateSetId id) {
        return database.read(tx -> store.find(tx, access.account(), id)).orElseThrow(() -> notFound(id));
    }

    static Refusal notFound(SamlCertificateSetId id) {
        return AccessRefusals.notFound("SAML certificate set %s".formatted(id));
    }
}
