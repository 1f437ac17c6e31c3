package dev.chancery.edge.belief;

import dev.chancery.pki.Certificate;
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
                    .ifPresent(identity -> served.add(site(site, identity, network, authorities)));
        }
        return ServedSites.of(served);
    }

    private static ServedSite site(Site site, ServerIdentity identity, Network network, String authorities) {
        boolean asks = site.bound() && (network == Network.GLOBAL || site.chinaNetwork());
        boolean told = site.clientCertificateForwarding();
        return new ServedSite(
                site,
                identity,
                origin(site, authorities),
                asks ? cas(site.authorities()) : null,
                new Forwarding(told, told, site.certHeaders()));
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
