package dev.chancery.control.localcertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeptCertificate;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.LocalCa;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.ServerNames;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Change;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.HostnamePattern;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes, keeps and takes back the local certificates of routed hostnames. Everything but {@link #make} happens in the write that
 * changes routes or uploads, and answers what edges are to be told of it.
 */
public final class LocalCertificates {
    private final LocalCa ca;
    private final KeyCustody custody;
    private final ServerNames names;
    private final InstantSource clock;
    private final LocalCertificateStore store = new LocalCertificateStore();

    /**
     * @param names for which hostnames a certificate was uploaded
     */
    public LocalCertificates(LocalCa ca, KeyCustody custody, ServerNames names, InstantSource clock) {
        this.ca = ca;
        this.custody = custody;
        this.names = names;
        this.clock = clock;
    }

    /** A certificate that nobody keeps yet. */
    public static final class Fresh {
        private final LocalCertificate local;
        private final KeptCertificate kept;

        private Fresh(LocalCertificate local, KeptCertificate kept) {
            this.local = local;
            this.kept = kept;
        }

        LocalCertificate local() {
            return local;
        }
    }

    /**
     * Makes a certificate for a hostname. Call it outside transactions.
     *
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    public Fresh make(ZoneAccess access, Hostname hostname) {
        return make(access.account(), access.zone(), hostname);
    }

    Fresh make(AccountId account, ZoneId zone, Hostname hostname) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        KeptCertificate kept = ca.certify(account, hostname);
        return new Fresh(
                new LocalCertificate(
                        hostname, zone, account, kept.certificate(), kept.key().id(), now),
                kept);
    }

    /** Sees to it that a hostname has one: the one it has, or else this one. */
    public List<Change> keep(Tx tx, Fresh fresh) {
        LocalCertificate local = fresh.local;
        Optional<LocalCertificate> there =
                store.find(tx, local.hostname()).filter(old -> old.zone().equals(local.zone()));
        if (there.isPresent()) {
            return offer(there.get(), names.uploaded(tx, local.zone()));
        }
        List<Change> gone = drop(tx, local.hostname());
        custody.keep(tx, fresh.kept.key());
        store.insert(tx, local);
        return concat(gone, offer(local, names.uploaded(tx, local.zone())));
    }

    /** Lets go of a hostname's certificate and destroys its key. */
    public List<Change> drop(Tx tx, Hostname hostname) {
        return store.find(tx, hostname)
                .map(local -> {
                    store.delete(tx, hostname);
                    custody.forget(tx, local.key());
                    return List.<Change>of(Change.take(local.entry()));
                })
                .orElseGet(List::of);
    }

    /**
     * Decides anew, after uploaded certificates came or went.
     *
     * @param touched whom those certificates are for
     */
    public List<Change> decide(Tx tx, ZoneId zone, Collection<HostnamePattern> touched) {
        Set<HostnamePattern> uploaded = names.uploaded(tx, zone);
        return store.ofZone(tx, zone).stream()
                .filter(local -> touched.stream().anyMatch(pattern -> pattern.matches(local.hostname())))
                .flatMap(local -> offer(local, uploaded).stream())
                .toList();
    }

    /** Puts a certificate in the place of an older one, if that still stands there. */
    List<Change> renew(Tx tx, LocalCertificate old, Fresh fresh) {
        if (!store.replace(tx, old.key(), fresh.local)) {
            return List.of();
        }
        custody.keep(tx, fresh.kept.key());
        custody.forget(tx, old.key());
        boolean offered = !covered(old.hostname(), names.uploaded(tx, old.zone()));
        return offered ? List.of(Change.take(old.entry()), Change.put(fresh.local.entry())) : List.of();
    }

    private static List<Change> offer(LocalCertificate local, Set<HostnamePattern> uploaded) {
        return List.of(covered(local.hostname(), uploaded) ? Change.take(local.entry()) : Change.put(local.entry()));
    }

    private static boolean covered(Hostname hostname, Set<HostnamePattern> uploaded) {
        return uploaded.contains(HostnamePattern.of(hostname)) || uploaded.contains(HostnamePattern.above(hostname));
    }

    private static List<Change> concat(List<Change> first, List<Change> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
