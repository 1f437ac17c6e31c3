package dev.chancery.control.revocationlists;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.publishing.Deployment;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.publishing.UploadedLists;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Certificate;
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
 * Takes in a revocation list of an uploaded CA, and tells edges if some hostname asks for that CA's clients. The list is judged
 * by the CA's first certificate, the one that issues leaves; it takes the place of the one published at the same place. The same
 * list again changes nothing.
 *
 * <p>Refusals: no CA with this id; a list that is another issuer's, is not signed by the CA, is not of all revocations of leaves, has
 * no number or no next update, is out of date or still to come, or is older than the one that is known (1488, all of it at once).
 */
public final class PutRevocationList {
    private static final String POINTER = "/crl";

    /** How far the CA's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Database database;
    private final TrustLog trust;
    private final AuditLog audit;
    private final InstantSource clock;

    public PutRevocationList(Database database, TrustLog trust, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.trust = trust;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param family where the CA was uploaded
     * @throws Refusal as the class says
     */
    public UploadedLists.Kept put(AccountAccess access, Family family, UUID id, Crl crl) {
        // The signature is verified outside the transaction: a list may have a million entries.
        TrustEntry.Authority authority = database.read(tx -> family.find(tx, access, id));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        refuse(crl.check(issuer(authority), now).stream()
                .filter(fault -> fault.kind() != CrlFault.Kind.NOT_YET_VALID
                        || crl.thisUpdate().isAfter(now.plus(SKEW)))
                .toList());
        return database.write(Lane.TRUST, tx -> keep(tx, access, family, authority, new UploadedLists.Kept(crl, now)));
    }

    private UploadedLists.Kept keep(
            Tx tx, AccountAccess access, Family family, TrustEntry.Authority authority, UploadedLists.Kept list) {
        family.hold(tx, access, authority.id().uuid());
        Optional<UploadedLists.Kept> before = UploadedLists.alike(tx, authority.id(), list.crl());
        before.ifPresent(old -> refuse(list.crl().checkAfter(old.crl()).stream().toList()));
        Optional<UploadedLists.Kept> same =
                before.filter(old -> old.crl().der().equals(list.crl().der()));
        if (same.isPresent()) {
            return same.get();
        }
        UploadedLists.keep(tx, authority.id(), list);
        AuditEntry entry = AuditEntry.of(
                        access,
                        Action.REPLACE,
                        ObjectKind.REVOCATION_LIST,
                        authority.id().toString())
                .with("number", list.crl().number().map(BigInteger::toString).orElse(""))
                .with("revoked", Integer.toString(list.crl().size()));
        boolean told = TrustLog.believes(tx, authority.id());
        audit.record(tx, told ? publish(tx, authority).note(entry) : entry);
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

    private static Certificate issuer(TrustEntry.Authority authority) {
        return authority.certificates().getFirst();
    }

    private static void refuse(List<CrlFault> faults) {
        if (!faults.isEmpty()) {
            List<Fault> told = faults.stream()
                    .map(fault -> ErrorCode.CRL_REFUSED.at(POINTER, fault.sentence()))
                    .toList();
            throw new Refusal(told);
        }
    }
}
