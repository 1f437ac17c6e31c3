package dev.chancery.edge.belief;

import dev.chancery.pki.Certificate;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.Config;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.Site;
import dev.chancery.trust.TrustEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes of a bundle's configuration what an edge serves. */
public final class ServedConfig {
    private ServedConfig() {}

    /**
     * The sites of a configuration.
     *
     * @param identities what the edge shows for a hostname; a hostname without is not served
     * @param authorities PEM of the CAs that may vouch for https origins, or empty for those the JDK knows
     */
    public static ServedSites of(
            Config config,
            Function<Hostname, Optional<ServerIdentity>> identities,
            Network network,
            String authorities) {
        List<ServedSite> served = new ArrayList<>();
        for (Site site : config.sites()) {
            identities
                    .apply(site.hostname())
                    .ifPresent(identity ->
                            served.add(site(site, identity, network, authorities, access(config, site.hostname()))));
        }
        for (Site site : authDomains(config)) {
            identities
                    .apply(site.hostname())
                    .ifPresent(identity ->
                            served.add(site(site, identity, network, authorities, ServedSite.Access.AUTH_DOMAIN)));
        }
        return ServedSites.of(served);
    }

    /** Hostnames where people sign in, whatever else is said of them. */
    private static List<Site> authDomains(Config config) {
        List<Site> sites = new ArrayList<>();
        for (TrustEntry.Config entry : config.entries()) {
            if (entry instanceof AccessEntry.Organization organization) {
                hostname(organization.authDomain())
                        .map(it -> config.site(it).orElseGet(() -> bare(it)))
                        .ifPresent(sites::add);
            }
        }
        return sites;
    }

    private static Optional<Hostname> hostname(String text) {
        try {
            return Optional.of(Hostname.parse(text));
        } catch (Hostname.Malformed _) {
            return Optional.empty();
        }
    }

    private static Site bare(Hostname hostname) {
        return new Site(hostname, false, List.of(), false, false, TrustEntry.Mode.ENFORCE, 0, false, Optional.empty());
    }

    private static ServedSite site(
            Site site, ServerIdentity identity, Network network, String authorities, ServedSite.Access access) {
        boolean asks = site.bound() && (network == Network.GLOBAL || site.chinaNetwork());
        boolean told = site.clientCertificateForwarding();
        return new ServedSite(
                site,
                identity,
                origin(site, authorities),
                asks ? cas(site.authorities()) : null,
                new Forwarding(told, told, site.certHeaders()),
                access);
    }

    private static ServedSite.Access access(Config config, Hostname hostname) {
        return config.access().applications().protects(hostname.ascii())
                ? ServedSite.Access.APPLICATIONS
                : ServedSite.Access.NONE;
    }

    /** Null where there is none, or one the edge cannot go to: such a hostname answers that it has none. */
    private static @Nullable Origin origin(Site site, String authorities) {
        try {
            return site.origin().map(uri -> Origin.of(uri, authorities)).orElse(null);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static ClientCas cas(List<TrustEntry.Authority> authorities) {
        StringBuilder id = new StringBuilder();
        List<Certificate> hints = new ArrayList<>();
        for (TrustEntry.Authority authority : authorities) {
            for (Certificate each : authority.certificates()) {
                id.append(each.fingerprintSha256());
                hints.add(each);
            }
        }
        return new ClientCas(id.toString(), hints);
    }
}
