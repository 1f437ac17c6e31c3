package dev.chancery.control.accesscertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.StoredBundle;
import dev.chancery.control.publishing.UploadedCas;
import dev.chancery.trust.TrustEntry;
import java.util.Optional;
import java.util.UUID;

/** Tells other features what CAs judge the clients of Access's hostnames. */
public final class AccessCas implements UploadedCas {
    private final AccessCertificateStore store = new AccessCertificateStore();

    @Override
    public Optional<TrustEntry.Authority> find(Tx tx, AccountId account, UUID id) {
        return store.find(tx, account, new AccessCertificateId(id)).map(found -> authority(tx, found.id()));
    }

    @Override
    public Optional<TrustEntry.Authority> hold(Tx tx, AccountId account, UUID id) {
        return store.lock(tx, account, new AccessCertificateId(id)).map(found -> authority(tx, found.id()));
    }

    private TrustEntry.Authority authority(Tx tx, AccessCertificateId id) {
        return StoredBundle.authority(id.uuid(), TrustEntry.AuthorityKind.ACCESS, store.certificates(tx, id));
    }
}
