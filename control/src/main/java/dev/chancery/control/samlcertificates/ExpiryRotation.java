package dev.chancery.control.samlcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.refusal.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Rotates every set whose current certificate ends within thirty days, so that its identity provider has a month to fetch the
 * new one while the old one still works. Called on a schedule, on any number of replicas: a set rotates once.
 */
public final class ExpiryRotation {
    /** How long before its certificate expires a set rotates by itself. */
    public static final Duration AHEAD = Duration.ofDays(30);

    private final Database database;
    private final SetRotation rotation;
    private final InstantSource clock;
    private final SamlCertificateStore store = new SamlCertificateStore();

    public ExpiryRotation(Database database, SetRotation rotation, InstantSource clock) {
        this.database = database;
        this.rotation = rotation;
        this.clock = clock;
    }

    /**
     * One round.
     *
     * @throws Refusal 1490 while the keys are sealed; a later round does what this one could not
     */
    public void run() {
        List<SamlCertificateSet> due =
                database.read(tx -> store.ending(tx, clock.instant().plus(AHEAD)));
        for (SamlCertificateSet set : due) {
            rotation.rotate(set, SetRotation::byHouse);
        }
    }
}
