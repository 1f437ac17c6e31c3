package dev.chancery.control.sshcertificates;

import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.SshCertificates;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Takes back the certificates of a person for whoever revokes the person. */
public final class StoredSshCertificates implements SshCertificates {
    private final InstantSource clock;
    private final SshCertificateStore store = new SshCertificateStore();

    public StoredSshCertificates(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<String> revokeAll(Tx tx, AccountId account, String email) {
        LiveRow.ACCOUNT.hold(tx, account.hex());
        return store
                .revoke(
                        tx,
                        store.of(tx, account, email.toLowerCase(Locale.ROOT)),
                        clock.instant().truncatedTo(ChronoUnit.MICROS))
                .stream()
                .map(SignedCertificate::keyId)
                .toList();
    }
}
