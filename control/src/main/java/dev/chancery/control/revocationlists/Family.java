package dev.chancery.control.revocationlists;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.UploadedCas;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.TrustEntry;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Where a CA was uploaded.
 *
 * @param word how the store names it
 * @param cas the CAs
 * @param notFound what to say where there is none
 */
public record Family(String word, UploadedCas cas, Supplier<Refusal> notFound) {
    TrustEntry.Authority find(Tx tx, AccountId account, UUID id) {
        return cas.find(tx, account, id).orElseThrow(notFound);
    }

    TrustEntry.Authority hold(Tx tx, AccountId account, UUID id) {
        return cas.hold(tx, account, id).orElseThrow(notFound);
    }
}
