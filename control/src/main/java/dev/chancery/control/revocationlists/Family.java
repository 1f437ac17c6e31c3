package dev.chancery.control.revocationlists;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.UploadedCas;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.TrustEntry;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Where a CA was uploaded.
 *
 * @param cas the CAs
 * @param notFound what to say where there is none
 */
public record Family(UploadedCas cas, Supplier<Refusal> notFound) {
    TrustEntry.Authority find(Tx tx, AccountAccess access, UUID id) {
        return cas.find(tx, access.account(), id).orElseThrow(notFound);
    }

    TrustEntry.Authority hold(Tx tx, AccountAccess access, UUID id) {
        return cas.hold(tx, access.account(), id).orElseThrow(notFound);
    }
}
