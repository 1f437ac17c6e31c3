package dev.chancery.control.mtlscertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.control.publishing.UploadedCas;
import dev.chancery.control.publishing.UploadedCertificates;
import dev.chancery.trust.TrustEntry;
import java.util.Optional;
import java.util.UUID;

/** Tells other features what CAs were uploaded. */
public final class MtlsCas implements UploadedCas {
    private final StoredCertificates certificates = new StoredCertificates();

    @Override
    public Optional<TrustEntry.Authority> find(Tx tx, AccountId account, UUID id) {
        MtlsCertificateId certificate = new MtlsCertificateId(id);
        return authority(tx, certificate, certificates.kind(tx, account, certificate));
    }

    @Override
    public Optional<TrustEntry.Authority> hold(Tx tx, AccountId account, UUID id) {
        MtlsCertificateId certificate = new MtlsCertificateId(id);
        return authority(tx, certificate, certificates.hold(tx, account, certificate));
    }

    private Optional<TrustEntry.Authority> authority(
            Tx tx, MtlsCertificateId certificate, Optional<UploadedCertificates.Kind> kind) {
        return kind.filter(found -> found == UploadedCertificates.Kind.CA)
                .map(ca -> certificates.authority(tx, certificate));
    }
}
