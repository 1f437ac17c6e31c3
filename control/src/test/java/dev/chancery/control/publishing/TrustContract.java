package dev.chancery.control.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.trust.BundleDigest;
import dev.chancery.trust.Change;
import dev.chancery.trust.Delta;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.Revision;
import dev.chancery.trust.Site;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.TrustEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What edges are told of all that happens through the API, on every engine. */
interface TrustContract extends HouseTest.Alone {
    String HOSTNAMES = "/zones/{zone}/certificate_authorities/hostname_associations";
    String SETTINGS = "/accounts/{account}/access/certificates/settings";

    private Trust trust() {
        return new Trust(house().database(), new ClientCertificateStore()::revoked);
    }

    /** The head as an edge would put it together that has nothing. */
    private TrustBundle believed() {
        Trust.Snapshot snapshot = trust().snapshot();
        TrustBundle bundle = TrustBundle.EMPTY.with(
                snapshot.entries().stream().map(Change::put).toList());
        for (RevokedOfCa ca : snapshot.revoked()) {
            bundle = bundle.withRevoked(
                    ca.authority(),
                    ca.part(0, ca.size()).stream().mapToLong(Long::longValue).toArray());
        }
        assertThat(bundle.digest())
                .as("the digest kept beside the head is that of the entries")
                .isEqualTo(snapshot.head().digest());
        return bundle;
    }

    private Optional<Site> site(Tenant account, String label) {
        return believed().config().site(new Hostname(label + "." + account.zoneName()));
    }

    private String issued(Tenant account) {
        return account.post(
                        "/zones/{zone}/client_certificates",
                        Map.of("csr", openssl().csr("/CN=device"), "validity_days", 365))
                .text("/id");
    }

    private static void bind(Tenant account, String... labels) {
        List<String> names = new ArrayList<>();
        for (String label : labels) {
            names.add(label + "." + account.zoneName());
        }
        account.put(HOSTNAMES, Map.of("hostnames", names)).result();
    }

    @Test
    default void aHostnameIsBoundToTheCaThatItsListNames() {
        Tenant account = account();
        bind(account, "a", "b");
        String managed = account.get("/accounts/{account}/managed_ca")
                .result()
                .path("id")
                .textValue();
        Site site = site(account, "a").orElseThrow();
        assertThat(site.bound()).isTrue();
        assertThat(site.authorities()).hasSize(1).first().satisfies(ca -> {
            assertThat(ca.id()).hasToString(managed);
            assertThat(ca.kind()).isEqualTo(TrustEntry.AuthorityKind.MANAGED);
            assertThat(ca.certificates()).hasSize(2);
        });
        bind(account, "b");
        assertThat(site(account, "a")).isEmpty();
        bind(account);
        assertThat(believed().digest()).as("a CA goes with its last hostname").isEqualTo(BundleDigest.EMPTY);
    }

    @Test
    default void anAccessRootAndItsSettingsMeetAtTheHostname() {
        Tenant account = account();
        String host = "vpn." + account.zoneName();
        account.post(
                        "/accounts/{account}/access/certificates",
                        Map.of(
                                "name",
                                "root",
                                "certificate",
                                openssl().ca("/CN=Access root").certificate(),
                                "associated_hostnames",
                                List.of(host)))
                .result(201);
        account.put(
                        SETTINGS,
                        Map.of(
                                "settings",
                                List.of(Map.of(
                                        "hostname",
                                        host,
                                        "china_network",
                                        false,
                                        "client_certificate_forwarding",
                                        true))))
                .result(202);
        Site site = site(account, "vpn").orElseThrow();
        assertThat(site.clientCertificateForwarding()).isTrue();
        assertThat(site.authorities())
                .singleElement()
                .satisfies(ca -> assertThat(ca.kind()).isEqualTo(TrustEntry.AuthorityKind.ACCESS));
    }

    @Test
    default void everyRevisionLeadsToTheHead() throws Exception {
        Tenant account = account();
        List<Revision> revisions = new ArrayList<>();
        List<TrustBundle> bundles = new ArrayList<>();
        Runnable note = () -> {
            bundles.add(believed());
            revisions.add(trust().head().revision());
        };
        note.run();
        String first = issued(account);
        String second = issued(account);
        bind(account, "a", "b");
        note.run();
        account.delete("/zones/{zone}/client_certificates/" + first).result();
        account.delete("/zones/{zone}/client_certificates/" + second).result();
        note.run();
        account.patch("/zones/{zone}/client_certificates/" + first, "{\"reactivate\":true}")
                .result();
        bind(account, "c");
        note.run();
        assertThat(bundles.get(2).status().revokedLeaves()).isEqualTo(2);
        assertThat(bundles.getLast().status().revokedLeaves()).isEqualTo(1);
        for (int i = 0; i < bundles.size() - 1; i++) {
            Delta delta =
                    trust().since(revisions.get(i), bundles.get(i).digest()).orElseThrow();
            assertThat(bundles.get(i).with(delta)).isEqualTo(bundles.getLast());
        }
        assertThat(trust().since(revisions.getFirst(), bundles.getLast().digest()))
                .as("from a bundle it never was")
                .isEmpty();
        assertThat(trust().since(trust().head().revision(), bundles.getLast().digest()))
                .as("from the head itself")
                .isEmpty();
        trust().keep(1);
        assertThat(trust().since(revisions.getFirst(), bundles.getFirst().digest()))
                .as("from further back than the log")
                .isEmpty();
    }

    @Test
    default void aLeafOnItsWayToAnyStatusIsBelievedAsItsLastChangeSaid() {
        Tenant account = account();
        String id = issued(account);
        house().withAnEdge(() -> {
            account.delete("/zones/{zone}/client_certificates/" + id).result();
            assertThat(believed().status().revokedLeaves())
                    .as("pending_revocation")
                    .isOne();
            account.patch("/zones/{zone}/client_certificates/" + id, "{\"reactivate\":true}")
                    .result();
            assertThat(believed().status().revokedLeaves())
                    .as("pending_reactivation")
                    .isZero();
            account.delete("/zones/{zone}/client_certificates/" + id).result();
            assertThat(believed().status().revokedLeaves())
                    .as("pending_revocation again")
                    .isOne();
        });
    }

    @Test
    default void aZoneTakesWhatWasToldOfItAlong() {
        Tenant account = account();
        Tenant other = account.withZone("other-" + account.zoneName());
        bind(account, "a");
        bind(other, "a");
        assertThat(site(other, "a")).isPresent();
        other.delete("/zones/{zone}").result();
        assertThat(site(other, "a")).isEmpty();
        assertThat(site(account, "a").orElseThrow().authorities()).hasSize(1);
    }
}
