package dev.chancery.control.revocationlists;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.UploadedLists;
import dev.chancery.control.refusal.Refusal;
import java.util.List;
import java.util.UUID;

/**
 * Reads the revocation lists of an uploaded CA.
 *
 * <p>Refusals: no CA with this id.
 */
public final class ReadRevocationLists {
    private final Database database;
    private final SourceStore sources = new SourceStore();

    public ReadRevocationLists(Database database) {
        this.database = database;
    }

    /**
     * @throws Refusal as the class says
     */
    public List<UploadedLists.Kept> read(AccountAccess access, Family family, UUID id) {
        return database.read(tx ->
                UploadedLists.list(tx, family.find(tx, access.account(), id).id()));
    }

    /**
     * Where they are fetched from.
     *
     * @throws Refusal as the class says
     */
    public List<Source> sources(AccountAccess access, Family family, UUID id) {
        return database.read(tx ->
                sources.list(tx, family.find(tx, access.account(), id).id().uuid()));
    }
}
