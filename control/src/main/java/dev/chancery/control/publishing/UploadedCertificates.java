package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.TrustEntry;
import java.util.Optional;

/** What a feature that binds an uploaded certificate to something must know of it. */
public interface UploadedCertificates {
    /** What was uploaded. */
    enum Kind {
        /** A CA that clients may be judged by. */
        CA,
        /** A leaf. */
        LEAF
    }

    /** What a live certificate of the account is. */
    Optional<Kind> kind(Tx tx, AccountId account, MtlsCertificateId certificate);

    /** The same in a write, and the certificate is not deleted before that write commits. */
    Optional<Kind> hold(Tx tx, AccountId account, MtlsCertificateId certificate);

    /** An uploaded CA as edges believe it; of one that is held. */
    TrustEntry.Authority authority(Tx tx, MtlsCertificateId certificate);
}
