package dev.chancery.trust;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration of a bundle: who is believed, where, and what becomes of their requests. Immutable; a change of a bundle's
 * status alone keeps the same instance, so what was worked out from one may be remembered with it.
 */
public final class Config {
    /** The configuration with nothing in it. */
    public static final Config EMPTY = new Config(new TreeMap<>());

    private final SortedMap<EntryKey, TrustEntry.Config> entries;
    private final Map<Hostname, Site> sites;
    private final Map<AuthorityId, TrustEntry.Authority> authorities;
    private final Map<HostnamePattern, TrustEntry.ServerCertificate> serverCertificates;
    private final AccessConfig access;

    private Config(SortedMap<EntryKey, TrustEntry.Config> entries) {
        this.entries = Collections.unmodifiableSortedMap(entries);
        this.authorities = new HashMap<>();
        this.serverCertificates = new HashMap<>();
        Drafts drafts = new Drafts();
        List<AccessEntry> access = new ArrayList<>();
        for (TrustEntry.Config entry : entries.values()) {
            switch (entry) {
                case TrustEntry.Authority authority -> authorities.put(authority.id(), authority);
                case TrustEntry.ServerCertificate certificate -> offer(certificate);
                case TrustEntry.Binding binding ->
                    drafts.bindings(binding.hostname()).add(binding.authority());
                case TrustEntry.Settings settings -> drafts.settings.put(settings.hostname(), settings);
                case TrustEntry.Rules rules -> drafts.rules.put(rules.hostname(), rules);
                case TrustEntry.Route route -> drafts.routes.put(route.hostname(), route.origin());
                case AccessEntry one -> access.add(one);
            }
        }
        this.sites = drafts.sites(authorities);
        this.access = access.isEmpty() ? AccessConfig.EMPTY : AccessConfig.of(access);
    }

    /** The newest upload wins; of two of one instant the greater id, so that every edge picks the same. */
    private void offer(TrustEntry.ServerCertificate certificate) {
        for (HostnamePattern pattern : certificate.hostnames()) {
            serverCertificates.merge(
                    pattern,
                    certificate,
                    (one, other) -> Comparator.comparing(TrustEntry.ServerCertificate::uploadedOn)
                                            .thenComparing(TrustEntry.ServerCertificate::id)
                                            .compare(one, other)
                                    >= 0
                            ? one
                            : other);
        }
    }

    private static final class Drafts {
        private final Map<Hostname, List<AuthorityId>> bindings = new HashMap<>();
        private final Map<Hostname, TrustEntry.Settings> settings = new HashMap<>();
        private final Map<Hostname, TrustEntry.Rules> rules = new HashMap<>();
        private final Map<Hostname, URI> routes = new HashMap<>();

        List<AuthorityId> bindings(Hostname hostname) {
            return bindings.computeIfAbsent(hostname, any -> new ArrayList<>());
        }

        Map<Hostname, Site> sites(Map<AuthorityId, TrustEntry.Authority> authorities) {
            Set<Hostname> names = new HashSet<>(bindings.keySet());
            names.addAll(settings.keySet());
            names.addAll(rules.keySet());
            names.addAll(routes.keySet());
            Map<Hostname, Site> sites = HashMap.newHashMap(names.size());
            names.forEach(name -> sites.put(name, site(name, authorities)));
            return sites;
        }

        private Site site(Hostname name, Map<AuthorityId, TrustEntry.Authority> authorities) {
            List<AuthorityId> bound = bindings.getOrDefault(name, List.of());
            TrustEntry.Settings setting = settings.getOrDefault(name, new TrustEntry.Settings(name, false, false));
            TrustEntry.Rules rule =
                    rules.getOrDefault(name, new TrustEntry.Rules(name, TrustEntry.Mode.ENFORCE, 0, false));
            return new Site(
                    name,
                    !bound.isEmpty(),
                    bound.stream()
                            .sorted()
                            .map(id -> Optional.ofNullable(authorities.get(id)))
                            .flatMap(Optional::stream)
                            .toList(),
                    setting.clientCertificateForwarding(),
                    setting.chinaNetwork(),
                    rule.mode(),
                    rule.graceHours(),
                    rule.certHeaders(),
                    Optional.ofNullable(routes.get(name)));
        }
    }

    /** What is said of a hostname; empty if nothing is. */
    public Optional<Site> site(Hostname hostname) {
        return Optional.ofNullable(sites.get(hostname));
    }

    /** Every hostname of which something is said. */
    public Collection<Site> sites() {
        return Collections.unmodifiableCollection(sites.values());
    }

    /** The CA with this id. */
    public Optional<TrustEntry.Authority> authority(AuthorityId id) {
        return Optional.ofNullable(authorities.get(id));
    }

    /** What an edge shows the clients of a hostname: the certificate for exactly it, else one for its wildcard. */
    public Optional<TrustEntry.ServerCertificate> serverCertificate(Hostname hostname) {
        return Optional.ofNullable(serverCertificates.get(HostnamePattern.of(hostname)))
                .or(() -> Optional.ofNullable(serverCertificates.get(HostnamePattern.above(hostname))));
    }

    /** What is said of applications and of those who sign in to them. */
    public AccessConfig access() {
        return access;
    }

    /** Every entry, in the order of the keys. */
    public Collection<TrustEntry.Config> entries() {
        return entries.values();
    }

    Optional<TrustEntry> entry(EntryKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The entries in a map of the caller's own. */
    SortedMap<EntryKey, TrustEntry.Config> copy() {
        return new TreeMap<>(entries);
    }

    static Config of(SortedMap<EntryKey, TrustEntry.Config> entries) {
        return new Config(entries);
    }
}
