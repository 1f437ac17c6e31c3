package dev.chancery.control.mtlscertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.control.publishing.StoredBundle;
import dev.chancery.control.publishing.UploadedCertificates;
import dev.chancery.trust.TrustEntry;
import java.util.Optional;

/** Tells other features what an uploaded certificate is. */
public final class StoredCertificates implements UploadedCertificates {
    private final MtlsCertificateStore store = new MtlsCertificateStore();

    @Override
    public Optional<Kind> kind(Tx tx, AccountId account, MtlsCertificateId certificate) {
        return store.isCa(tx, account, certificate).map(StoredCertificates::kind);
    }

    @Override
    public Optional<Kind> hold(Tx tx, AccountId account, MtlsCertificateId certificate) {
        return store.holdAndTellWhetherCa(tx, account, certificate).map(StoredCertificates::kind);
    }

    @Override
    public TrustEntry.Authority authority(Tx tx, MtlsCertificateId certificate) {
        return StoredBundle.authority(
                certificate.uuid(), TrustEntry.AuthorityKind.UPLOADED, store.certificates(tx, certificate));
    }

    private static Kind kind(boolean ca) {
        return ca ? Kind.CA : Kind.LEAF;
    }
}
