package dev.chancery.control.sshcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Forgets certificates that have expired, an hour after their end: a server's clock may be behind ours. */
public final class ForgetSshCertificates {
    /** How far behind a server's clock may be. */
    static final Duration MARGIN = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final SshCertificateStore store = new SshCertificateStore();

    public ForgetSshCertificates(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Forgets what is due, a few thousand in each transaction. */
    public void run() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean more = true;
        while (more) {
            more = database.write(Lane.GENERAL, tx -> store.forget(tx, now.minus(MARGIN), now));
        }
    }
}
