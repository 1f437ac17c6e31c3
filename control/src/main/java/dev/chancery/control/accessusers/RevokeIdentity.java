package dev.chancery.control.accessusers;

import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.Told;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.IdentityCertificates;
import dev.chancery.control.publishing.SshCertificates;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.trust.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Takes back everything a person holds: the client certificates that name them, their SSH certificates, and every token and
 * session of theirs, in one transaction with one revision. Whoever signs in anew afterwards, or is issued a new certificate, is let
 * in again: keeping people out for good is for the identity provider and the policies. Refuses nothing: who holds nothing has
 * nothing to lose.
 */
public final class RevokeIdentity {
    private final Database database;
    private final AccessTrust access;
    private final TrustLog log;
    private final IdentityCertificates certificates;
    private final List<SshCertificates> ssh;
    private final AuditLog audit;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final IdentityRevocationStore store = new IdentityRevocationStore();

    /**
     * @param ssh who keeps SSH certificates
     * @param ids where new ids come from
     */
    public RevokeIdentity(
            Database database,
            AccessTrust access,
            TrustLog log,
            IdentityCertificates certificates,
            List<SshCertificates> ssh,
            AuditLog audit,
            Supplier<UUID> ids,
            InstantSource clock) {
        this.database = database;
        this.access = access;
        this.log = log;
        this.certificates = certificates;
        this.ssh = List.copyOf(ssh);
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param email whose; compared without regard to case
     */
    public IdentityRevocation revoke(AccountAccess caller, String email) {
        UUID id = ids.get();
        return database.write(Lane.TRUST, tx -> revoke(tx, caller, id, email.toLowerCase(Locale.ROOT)));
    }

    private IdentityRevocation revoke(Tx tx, AccountAccess caller, UUID id, String person) {
        // An account is held before the head; from then on nobody else changes the status of a certificate.
        LiveRow.ACCOUNT.hold(tx, caller.account().hex());
        TrustHead.lock(tx);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Told told = access.in(tx);
        told.user(caller.account(), person);
        store.revokeTokens(tx, caller.account(), person, now);
        IdentityCertificates.Held held = certificates.of(tx, caller, person);
        int signed = ssh.stream()
                .mapToInt(one -> one.revokeAll(tx, caller.account(), person).size())
                .sum();
        List<Change> changes = new ArrayList<>(held.changes());
        changes.addAll(told.changes());
        Deployment deployment = Deployment.of(tx, log, changes);
        IdentityRevocation revocation = new IdentityRevocation(
                id,
                person,
                held.revoke(tx, deployment),
                signed,
                now,
                deployment.waits() ? IdentityRevocation.Status.PENDING_REVOCATION : IdentityRevocation.Status.REVOKED,
                deployment.revision());
        store.insert(tx, caller.account(), revocation);
        audit.record(
                tx,
                deployment.note(AuditEntry.of(caller, Action.REVOKE, ObjectKind.ACCESS_USER, person)
                        .with("client_certificates", Long.toString(revocation.clientCertificates()))
                        .with("ssh_certificates", Long.toString(revocation.sshCertificates()))
                        .with("tokens", "all issued so far")));
        return revocation;
    }
}
