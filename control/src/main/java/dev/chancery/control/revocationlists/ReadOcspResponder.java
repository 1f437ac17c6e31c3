package dev.chancery.control.revocationlists;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.AuthorityId;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads what is known of the OCSP responder of an uploaded CA.
 *
 * <p>Refusals: no CA with this id.
 */
public final class ReadOcspResponder {
    private final Database database;
    private final OcspResponderStore store = new OcspResponderStore();
    private final OcspAnswerStore answers = new OcspAnswerStore();

    public ReadOcspResponder(Database database) {
        this.database = database;
    }

    /**
     * A responder as it is known.
     *
     * @param answers of how many certificates its word is kept
     */
    public record Known(OcspResponder responder, long answers) {}

    /**
     * @return empty if the CA has none
     * @throws Refusal as the class says
     */
    public Optional<Known> read(AccountAccess access, Family family, UUID id) {
        return database.read(tx -> {
            AuthorityId authority = family.find(tx, access.account(), id).id();
            return store.find(tx, id).map(responder -> new Known(responder, answers.count(tx, authority)));
        });
    }
}
