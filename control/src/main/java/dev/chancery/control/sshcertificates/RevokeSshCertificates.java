package dev.chancery.control.sshcertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.SshAuthority;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/**
 * Revokes certificates of an SSH CA: from the commit on its revocation list names them. There is no way back; they live for
 * minutes.
 *
 * <p>Refusals: no such CA, or no certificate with this number or key id that has not expired (12135, 404). A person may have
 * none.
 */
public final class RevokeSshCertificates {
    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final SshCertificateStore store = new SshCertificateStore();

    public RevokeSshCertificates(Database database, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param ca finds the CA, or refuses
     * @return all that are meant, also those that were revoked before
     * @throws Refusal as the class says
     */
    List<SignedCertificate> revoke(AccountOrZoneAccess access, Function<Tx, SshAuthority> ca, Which which) {
        return database.write(Lane.GENERAL, tx -> {
            // A certificate that is being signed is there afterwards, or is not signed.
            LiveRow.ACCOUNT.hold(tx, access.account().hex());
            SshAuthority authority = ca.apply(tx);
            List<SignedCertificate> meant = store.find(tx, authority, which);
            if (meant.isEmpty() && !(which instanceof Which.ByEmail)) {
                throw AccessRefusals.notFound(
                        "no certificate of the CA %s is meant that has not expired".formatted(authority.id()));
            }
            revoke(tx, access, meant);
            return meant;
        });
    }

    private void revoke(Tx tx, AccountOrZoneAccess access, List<SignedCertificate> meant) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (SignedCertificate certificate : store.revoke(tx, meant, now)) {
            audit.record(
                    tx,
                    AuditEntry.of(access, Action.REVOKE, ObjectKind.SSH_CERTIFICATE, certificate.keyId())
                            .with("authority", certificate.ca())
                            .with("serial", certificate.serial().toString())
                            .with("email", certificate.email()));
        }
    }
}
