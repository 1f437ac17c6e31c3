package dev.chancery.control.accessusers;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.publishing.ClientCertificateChanges.Changed;
import dev.chancery.control.publishing.IdentityRevocations;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import java.util.Locale;

/**
 * Reads what became of a revocation.
 *
 * <p>Refusals: none with this id (12135, 404).
 */
public final class ReadIdentityRevocation implements IdentityRevocations {
    private final Database database;
    private final IdentityRevocationStore store = new IdentityRevocationStore();

    public ReadIdentityRevocation(Database database) {
        this.database = database;
    }

    /**
     * @param id as sent
     * @throws Refusal as the class says
     */
    public IdentityRevocation read(AccountAccess access, String id) {
        return HexId.parse(id)
                .map(HexId::toUuid)
                .flatMap(uuid -> database.read(tx -> store.find(tx, access.account(), uuid)))
                .orElseThrow(() ->
                        AccessRefusals.notFound("%s (expected: the id of a revocation that was made)".formatted(id)));
    }

    /**
     * The last one of a person.
     *
     * @throws Refusal as the class says
     */
    IdentityRevocation last(AccountAccess access, String email) {
        return database.read(tx -> store.last(tx, access.account(), email.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> AccessRefusals.notFound("%s (expected: somebody who was revoked)".formatted(email)));
    }

    @Override
    public Changed changed(AccountAccess access, String id) {
        IdentityRevocation found = read(access, id);
        return new Changed(found.id().toString(), found.status().word(), found.revision());
    }
}
