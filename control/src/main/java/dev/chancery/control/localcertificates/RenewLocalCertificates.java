package dev.chancery.control.localcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Change;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Renews local certificates a month before they end. Called on a schedule, on any number of replicas: each is renewed once. The
 * few of one round make one revision.
 */
public final class RenewLocalCertificates {
    /** How long before its end a certificate is renewed. */
    public static final Duration AHEAD = Duration.ofDays(30);

    /** Renewed in one round at most. */
    private static final int MOST = 100;

    private final Database database;
    private final LocalCertificates certificates;
    private final TrustLog trust;
    private final InstantSource clock;
    private final LocalCertificateStore store = new LocalCertificateStore();

    public RenewLocalCertificates(
            Database database, LocalCertificates certificates, TrustLog trust, InstantSource clock) {
        this.database = database;
        this.certificates = certificates;
        this.trust = trust;
        this.clock = clock;
    }

    /**
     * One round.
     *
     * @throws Refusal 1490 while the keys are sealed; a later round does what this one could not
     */
    public void run() {
        List<LocalCertificate> due =
                database.read(tx -> store.endingBefore(tx, clock.instant().plus(AHEAD), MOST));
        Map<LocalCertificate, LocalCertificates.Fresh> renewed = new LinkedHashMap<>();
        for (LocalCertificate old : due) {
            LocalCertificates.Fresh fresh = certificates.make(old.account(), old.zone(), old.hostname());
            // Near the end of the root no certificate lasts longer than the one it would replace.
            if (fresh.local().certificate().notAfter().isAfter(old.certificate().notAfter())) {
                renewed.put(old, fresh);
            }
        }
        if (!renewed.isEmpty()) {
            database.write(Lane.TRUST, tx -> {
                List<Change> changes = new ArrayList<>();
                renewed.forEach((old, fresh) -> changes.addAll(certificates.renew(tx, old, fresh)));
                return changes.isEmpty() ? 0 : trust.publish(tx, changes);
            });
        }
    }
}
