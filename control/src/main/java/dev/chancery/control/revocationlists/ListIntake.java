package dev.chancery.control.revocationlists;

import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.publishing.UploadedLists;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Crl;
import dev.chancery.pki.CrlFault;
import dev.chancery.trust.Change;
import dev.chancery.trust.TrustEntry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Judges a revocation list of an uploaded CA, keeps it in the place of the one published at the same place, and tells edges if
 * some hostname asks for that CA's clients. The list is judged by the CA's first certificate, the one that issues leaves. The
 * same list again changes nothing.
 *
 * <p>Refusals: no CA with this id; a list that is another issuer's, is not signed by the CA, is not of all revocations of leaves, has
 * no number or no next update, is out of date or still to come, or is older than the one that is known (1488, all of it at once).
 */
public final class ListIntake {
    /** How far the CA's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Database database;
    private final TrustLog trust;
    private final AuditLog audit;
    private final InstantSource clock;

    public ListIntake(Database database, TrustLog trust, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param pointer where in the caller's body the list, or the way to it, was named
     * @param entry the audit entry of a change, to which the list is added
     * @throws Refusal as the class says
     */
    UploadedLists.Kept take(AccountId account, Family family, UUID id, Crl crl, String pointer, AuditEntry entry) {
        // The signature is verified outside the transaction: a list may have a million entries.
        TrustEntry.Authority authority = database.read(tx -> family.find(tx, account, id));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        refuse(
                pointer,
                crl.check(authority.certificates().getFirst(), now).stream()
                        .filter(fault -> fault.kind() != CrlFault.Kind.NOT_YET_VALID
                                || crl.thisUpdate().isAfter(now.plus(SKEW)))
                        .toList());
        UploadedLists.Kept list = new UploadedLists.Kept(crl, now);
        return database.write(Lane.TRUST, tx -> {
            family.hold(tx, account, id);
            Optional<UploadedLists.Kept> before = UploadedLists.alike(tx, authority.id(), crl);
            before.ifPresent(
                    old -> refuse(pointer, crl.checkAfter(old.crl()).stream().toList()));
            return before.filter(old -> old.crl().der().equals(crl.der()))
                    .orElseGet(() -> keep(tx, authority, list, entry));
        });
    }

    private UploadedLists.Kept keep(Tx tx, TrustEntry.Authority authority, UploadedLists.Kept list, AuditEntry entry) {
        UploadedLists.keep(tx, authority.id(), list);
        AuditEntry told = entry.with(
                        "number", list.crl().number().map(BigInteger::toString).orElse(""))
                .with("revoked", Integer.toString(list.crl().size()));
        audit.record(
                tx,
                TrustLog.believes(tx, authority.id()) ? publish(tx, authority).note(told) : told);
        return list;
    }

    private Deployment publish(Tx tx, TrustEntry.Authority authority) {
        return Deployment.of(
                tx,
                trust,
                UploadedLists.entry(tx, authority.id()).stream()
                        .<Change>map(Change::put)
                        .toList());
    }

    private static void refuse(String pointer, List<CrlFault> faults) {
        if (!faults.isEmpty()) {
            List<Fault> told = faults.stream()
                    .map(fault -> ErrorCode.CRL_REFUSED.at(pointer, fault.sentence()))
                    .toList();
            throw new Refusal(told);
        }
    }
}
