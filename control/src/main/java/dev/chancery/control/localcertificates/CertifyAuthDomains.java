package dev.chancery.control.localcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Change;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the auth domains of organizations that lie in a zone of their account a local certificate, as routed hostnames have one:
 * nobody routes them, and people sign in there. Called on a schedule, on any number of replicas. Where a certificate was uploaded for
 * the name, edges show that one.
 */
public final class CertifyAuthDomains {
    /** Certified in one round at most. */
    private static final int MOST = 100;

    private final Database database;
    private final LocalCertificates certificates;
    private final TrustLog trust;
    private final LocalCertificateStore store = new LocalCertificateStore();

    public CertifyAuthDomains(Database database, LocalCertificates certificates, TrustLog trust) {
        this.database = database;
        this.certificates = certificates;
        this.trust = trust;
    }

    /**
     * One round.
     *
     * @throws Refusal 1490 while the keys are sealed; a later round does what this one could not
     */
    public void run() {
        List<LocalCertificates.Fresh> made = database.read(tx -> store.uncertifiedAuthDomains(tx, MOST)).stream()
                .map(place -> certificates.make(place.account(), place.zone(), place.hostname()))
                .toList();
        if (!made.isEmpty()) {
            database.write(Lane.TRUST, tx -> {
                List<Change> changes = new ArrayList<>();
                made.forEach(fresh -> changes.addAll(certificates.keep(tx, fresh)));
                return trust.publish(tx, changes);
            });
        }
    }
}
