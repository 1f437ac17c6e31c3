package dev.chancery.control.clientcertificates;

import dev.chancery.ca.IssuanceRefused;
import dev.chancery.ca.LeafRequest;
import dev.chancery.ca.Prepared;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.IssuingCa;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.CertificateRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/**
 * Issues a client certificate from a certificate request, by the managed CA of the zone's account (made on first use).
 *
 * <p>Refusals, as many as apply in one: {@link ErrorCode#MISSING_FIELD}, {@link ErrorCode#WRONG_TYPE}, {@link
 * ErrorCode#CSR_UNREADABLE}, {@link ErrorCode#CSR_SIGNATURE_INVALID}, {@link ErrorCode#CSR_ALGORITHM_NOT_ALLOWED}, {@link
 * ErrorCode#KEY_NOT_ALLOWED}, {@link ErrorCode#SUBJECT_NOT_ALLOWED}, {@link ErrorCode#VALIDITY_NOT_ALLOWED} (400). Then, alone:
 * {@link ErrorCode#LINT_REFUSED} (400), {@link ErrorCode#CLIENT_CERTIFICATE_QUOTA} (400), {@link ErrorCode#INVALID_IDENTIFIER}
 * (404) if the zone is deleted meanwhile, {@link ErrorCode#SEALED} (503), {@link ErrorCode#CA_NOT_VALID} (500).
 *
 * <p>Guarantee: nothing is signed that was not checked, and no byte of a certificate is answered before certificate, audit
 * entry and counts are durable together (DESIGN 4.1). A refused request leaves nothing behind, not even a CA.
 */
public final class IssueClientCertificate {
    /** Serials tried; at full speed one in a million is taken. */
    private static final int MOST_SERIALS = 8;

    private final Database database;
    private final ManagedCas cas;
    private final ClientCertificateStore store;
    private final ClientCertificateQuota quota;
    private final AuditLog audit;
    private final SecureRandom random;
    private final InstantSource clock;

    public IssueClientCertificate(
            Database database,
            ManagedCas cas,
            ClientCertificateStore store,
            ClientCertificateQuota quota,
            AuditLog audit,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.cas = cas;
        this.store = store;
        this.quota = quota;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /** Issues. */
    public ClientCertificateDetails issue(ZoneAccess access, IssueRequest request) {
        CertificateRequest csr = request.csr();
        Long days = request.validityDays();
        if (!request.faults().isEmpty() || csr == null || days == null || !fits(days)) {
            throw new Refusal(IssuanceFaults.of(request, cas.keys(), cas.longestDays()));
        }
        IssuingCa ca = cas.ready(access.account()).orElseGet(() -> firstUse(access, request));
        int validityDays = Math.toIntExact(days);
        for (int attempt = 1; ; attempt++) {
            try {
                return issue(access, request, ca, new LeafRequest(csr, validityDays));
            } catch (SerialTakenException e) {
                // Nothing was kept or answered: the certificate just signed is forgotten, and another is made.
                if (attempt == MOST_SERIALS) {
                    throw e;
                }
            }
        }
    }

    private ClientCertificateDetails issue(ZoneAccess access, IssueRequest request, IssuingCa ca, LeafRequest leaf) {
        CertificateRequest csr = leaf.csr();
        ClientCertificateId id = ClientCertificateId.fresh(clock.instant(), random);
        Certificate certificate = sign(ca, leaf);
        NewClientCertificate kept = new NewClientCertificate(
                id,
                access.zone(),
                ca.authority().id(),
                certificate.serial(),
                certificate.der(),
                csr.der(),
                CsrText.toKeep(request.csrText(), csr),
                leaf.validityDays(),
                certificate.notBefore(),
                certificate.notAfter(),
                ca.partition());
        try {
            database.write(Lane.ISSUANCE, tx -> keep(tx, access, kept, certificate));
        } catch (ZoneClosedException e) {
            throw ErrorCode.INVALID_IDENTIFIER.refusal(
                    "Could not route to /zones/%s, perhaps your object identifier is invalid?"
                            .formatted(access.zone()));
        }
        return new ClientCertificateDetails(
                id, ClientCertificateStatus.ACTIVE, kept.ca(), certificate, request.csrText(), leaf.validityDays());
    }

    private boolean fits(long days) {
        return days >= 1 && days <= cas.longestDays();
    }

    /** The account's CA where it has to be opened or made, which a request that will be refused must not cause. */
    private IssuingCa firstUse(ZoneAccess access, IssueRequest request) {
        List<Fault> faults = IssuanceFaults.of(request, cas.keys(), cas.longestDays());
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        return cas.issuing(access.account(), access.actor());
    }

    private static Certificate sign(IssuingCa ca, LeafRequest request) {
        try {
            Prepared prepared = ca.issuer().prepare(request);
            return ca.issuer().issue(prepared).certificate();
        } catch (IssuanceRefused e) {
            throw new Refusal(e.faults().stream().map(IssuanceFaults::of).toList());
        }
    }

    private int keep(Tx tx, ZoneAccess access, NewClientCertificate kept, Certificate certificate) {
        quota.demandRoom(tx, store, access.zone());
        store.insert(tx, kept);
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                Action.CREATE,
                                ObjectKind.CLIENT_CERTIFICATE,
                                kept.id().hex())
                        .with("serial_number", certificate.serialHex()));
        return 1;
    }
}
