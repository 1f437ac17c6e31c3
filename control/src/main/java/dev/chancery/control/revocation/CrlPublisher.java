package dev.chancery.control.revocation;

import dev.chancery.ca.CrlSigner;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.issuing.OpenCa;
import dev.chancery.control.publishing.IssuedCertificates;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.RevocationEntry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds and hands out revocation lists.
 *
 * <p>Guarantee: {@link #current} never answers with a list that lacks a change committed before it was called. Numbers only
 * grow: each is the last one plus one, or the Unix time in seconds if that is more, so that they also grow past whatever a
 * restored backup has forgotten. A list is only ever replaced by one made after it.
 *
 * <p>For the maintainer: entries and the change they go up to are read in one transaction, signed outside any, and published
 * only if the partition's number is still the one that was read. Whoever loses that race, here or on another replica, reads
 * again.
 */
public final class CrlPublisher {
    /** From thisUpdate to nextUpdate. */
    public static final Duration LIFETIME = Duration.ofDays(7);

    /** A list older than this is made anew even if nothing changed. */
    public static final Duration MOST_AGE = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(CrlPublisher.class);

    private final Database database;
    private final ManagedCas cas;
    private final IssuedCertificates issued;
    private final InstantSource clock;
    private final CrlStore store = new CrlStore();
    private final Coalesced<PartitionId> builds = new Coalesced<>(this::build);

    public CrlPublisher(Database database, ManagedCas cas, IssuedCertificates issued, InstantSource clock) {
        this.database = database;
        this.cas = cas;
        this.issued = issued;
        this.clock = clock;
    }

    /**
     * The list of a partition, with everything committed so far. If it has to be built, callers at the same time share the
     * work.
     *
     * @return empty if there is no such partition
     * @throws Refusal {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503) if it has to be built and cannot
     */
    public Optional<Crl> current(PartitionId id) {
        Optional<PartitionState> asked = database.read(tx -> store.state(tx, id));
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        long wanted = asked.get().changed();
        while (true) {
            Optional<Crl> found = database.read(tx ->
                    store.state(tx, id).filter(state -> state.built() >= wanted).flatMap(state -> store.crl(tx, id)));
            if (found.filter(crl -> clock.instant().isBefore(crl.nextUpdate())).isPresent()) {
                return found;
            }
            builds.run(id);
        }
    }

    /**
     * Builds every list that lacks a change or is {@link #MOST_AGE} old. One that cannot be built is logged and left for the
     * next round.
     *
     * @return how many were built
     */
    public int round() {
        Instant oldestEnd = oldestEnd();
        int built = 0;
        for (PartitionId id : database.read(tx -> store.due(tx, oldestEnd))) {
            try {
                builds.run(id);
                built++;
            } catch (RuntimeException e) {
                LOG.atWarn()
                        .addKeyValue("ca", id.ca())
                        .addKeyValue("partition", id.number())
                        .setCause(e)
                        .log("a revocation list could not be built");
            }
        }
        return built;
    }

    /** Has every list made anew. */
    public static void makeAnew(Tx tx) {
        new CrlStore().changedEverywhere(tx);
    }

    private void build(PartitionId id) {
        Optional<Draft> draft = database.read(tx -> draft(tx, id));
        if (draft.isEmpty()) {
            return;
        }
        OpenCa ca = cas.open(id.ca())
                .orElseThrow(() -> new IllegalStateException("partition %s belongs to no CA".formatted(id)));
        Crl crl = sign(ca, id, draft.get());
        database.write(Lane.GENERAL, tx -> store.publish(tx, id, draft.get().state(), crl));
    }

    /** What a list is made from, all of one state of the database. */
    private record Draft(PartitionState state, Optional<Instant> lastUpdate, List<RevocationEntry> entries) {}

    /** Empty if somebody built the list between the asking and the building. */
    private Optional<Draft> draft(Tx tx, PartitionId id) {
        PartitionState state = store.state(tx, id).orElseThrow();
        Optional<CrlStore.Life> last = store.life(tx, id);
        if (state.built() == state.changed()
                && last.filter(life -> !life.nextUpdate().isBefore(oldestEnd())).isPresent()) {
            return Optional.empty();
        }
        List<RevocationEntry> entries = new ArrayList<>();
        issued.revoked(tx, id.ca(), id.number(), entries::add);
        return Optional.of(new Draft(state, last.map(CrlStore.Life::thisUpdate), entries));
    }

    /** Lists that end before this are {@link #MOST_AGE} old. */
    private Instant oldestEnd() {
        return clock.instant().plus(LIFETIME).minus(MOST_AGE);
    }

    private Crl sign(OpenCa ca, PartitionId id, Draft draft) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        // A clock that was set back must not make a newer list look older.
        Instant thisUpdate = draft.lastUpdate().filter(now::isBefore).orElse(now);
        Instant nextUpdate = thisUpdate.plus(LIFETIME);
        long number = Math.max(draft.state().number() + 1, now.getEpochSecond());
        return new Crl(
                number,
                thisUpdate,
                nextUpdate,
                signer(ca, id)
                        .sign(
                                BigInteger.valueOf(number),
                                thisUpdate,
                                nextUpdate,
                                draft.entries().iterator()));
    }

    private static CrlSigner signer(OpenCa ca, PartitionId id) {
        return switch (ca.authority().role()) {
            // A root's list is about CAs, so it must not say that it holds only user certificates.
            case ROOT -> CrlSigner.complete(ca.authority().certificate(), ca.key());
            case ISSUING ->
                CrlSigner.forDistributionPoint(
                        ca.authority().certificate(),
                        ca.key(),
                        ca.authority().urls().crl(id.number()));
        };
    }
}
