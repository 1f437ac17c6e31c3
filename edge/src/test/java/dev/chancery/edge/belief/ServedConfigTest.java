package dev.chancery.edge.belief;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import dev.chancery.trust.access.AccessAccount;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an edge makes of a bundle's configuration. */
final class ServedConfigTest {
    private static final AuthorityId MISSING = new AuthorityId(new UUID(0, 1));
    private static final Hostname CHINA = new Hostname("china.example.test");
    private static final Hostname ELSEWHERE = new Hostname("elsewhere.example.test");
    private static final Hostname UNSHOWN = new Hostname("unshown.example.test");

    private static ServedSites served(Network network) {
        TrustBundle bundle = TrustBundle.EMPTY.with(List.of(
                Change.put(new TrustEntry.Binding(CHINA, MISSING)),
                Change.put(new TrustEntry.Settings(CHINA, true, true)),
                Change.put(new TrustEntry.Binding(ELSEWHERE, MISSING)),
                Change.put(new TrustEntry.Route(ELSEWHERE, URI.create("http://origin.test:8080"))),
                Change.put(new TrustEntry.Route(UNSHOWN, URI.create("http://origin.test")))));
        ServerIdentity identity = new ServerIdentity("id", "chain", new byte[0]);
        return ServedConfig.of(
                bundle.config(),
                hostname -> hostname.equals(UNSHOWN) ? Optional.empty() : Optional.of(identity),
                network,
                "");
    }

    private static ServedSite site(Network network, Hostname hostname) {
        return Objects.requireNonNull(served(network).find(hostname.ascii()));
    }

    @Test
    void aGlobalEdgeAsksWhereverACaIsBound() {
        assertThat(site(Network.GLOBAL, CHINA).asks()).isTrue();
        assertThat(site(Network.GLOBAL, ELSEWHERE).asks()).isTrue();
    }

    @Test
    void anEdgeOfTheChinaNetworkAsksOnlyWhereTheSettingsSaySo() {
        assertThat(site(Network.CHINA, CHINA).asks()).isTrue();
        assertThat(site(Network.CHINA, ELSEWHERE).asks()).isFalse();
    }

    @Test
    void whatIsBoundToACaTheBundleLacksAsksAllTheSame() {
        assertThat(Objects.requireNonNull(site(Network.GLOBAL, ELSEWHERE).asked())
                        .hints())
                .isEmpty();
    }

    @Test
    void aHostnameWithNothingToShowIsNotServed() {
        assertThat(served(Network.GLOBAL).find(UNSHOWN.ascii())).isNull();
    }

    @Test
    void routesAndForwardingAreTakenOver() {
        assertThat(site(Network.GLOBAL, ELSEWHERE).origin()).isEqualTo(new Origin(false, "origin.test", 8080, ""));
        assertThat(site(Network.GLOBAL, CHINA).origin()).isNull();
        assertThat(site(Network.GLOBAL, CHINA).forwarding()).isEqualTo(new Forwarding(true, true, false));
        assertThat(site(Network.GLOBAL, ELSEWHERE).forwarding().any()).isFalse();
    }

    @Test
    void anAuthDomainIsServedWhetherItIsRoutedOrNot() {
        Hostname unrouted = new Hostname("auth.example.test");
        TrustBundle bundle = TrustBundle.EMPTY.with(List.of(
                Change.put(new TrustEntry.Route(ELSEWHERE, URI.create("http://origin.test"))),
                Change.put(organization("0", unrouted)),
                Change.put(organization("1", ELSEWHERE))));
        ServedSites sites = ServedConfig.of(
                bundle.config(), _ -> Optional.of(new ServerIdentity("id", "chain", new byte[0])), Network.GLOBAL, "");
        for (Hostname each : List.of(unrouted, ELSEWHERE)) {
            ServedSite site = Objects.requireNonNull(sites.find(each.ascii()));
            assertThat(site.access()).isEqualTo(ServedSite.Access.AUTH_DOMAIN);
            assertThat(site.guarded()).isFalse();
        }
    }

    private static AccessEntry.Organization organization(String digit, Hostname authDomain) {
        return new AccessEntry.Organization(
                new AccessAccount(digit.repeat(32)), URI.create("https://" + authDomain), "People", null);
    }
}
