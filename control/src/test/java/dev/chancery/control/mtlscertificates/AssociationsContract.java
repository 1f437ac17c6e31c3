package dev.chancery.control.mtlscertificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which services use an uploaded certificate, on every engine. */
interface AssociationsContract extends HouseTest.Alone {
    String CERTIFICATES = "/accounts/{account}/mtls_certificates";
    String HOSTNAMES = "/zones/{zone}/certificate_authorities/hostname_associations";
    String ACCESS = "/accounts/{account}/access/certificates";
    String CUSTOM = "/zones/{zone}/custom_certificates";

    private static String upload(Tenant account, boolean ca, OpenSsl.Pair pair) {
        return account.post(CERTIFICATES, Map.of("ca", ca, "certificates", pair.certificate()))
                .text("/id");
    }

    private static List<String> uses(Tenant account, String id) {
        Reply reply = account.get(CERTIFICATES + "/" + id + "/associations");
        return reply.result()
                .valueStream()
                .map(use -> use.path("service").textValue() + " "
                        + use.path("status").textValue())
                .toList();
    }

    @Test
    default void listsHostnamesAndAccessEachWithItsStatus() {
        Tenant account = account();
        OpenSsl.Pair pair = openssl().ca("/CN=root");
        String id = upload(account, true, pair);
        assertThat(uses(account, id)).isEmpty();
        String access = account.post(
                        ACCESS,
                        Map.of(
                                "name",
                                "same",
                                "certificate",
                                pair.certificate(),
                                "associated_hostnames",
                                List.of("vpn." + account.zoneName())))
                .result(201)
                .path("id")
                .textValue();
        assertThat(uses(account, id)).containsExactly("access active");
        house().withAnEdge(() -> {
            account.put(HOSTNAMES, Map.of("hostnames", List.of("api." + account.zoneName()), "mtls_certificate_id", id))
                    .result();
            assertThat(uses(account, id)).containsExactly("api_shield pending_deployment", "access active");
            account.put(ACCESS + "/" + access, Map.of("name", "same", "associated_hostnames", List.of()))
                    .result();
            assertThat(uses(account, id)).containsExactly("api_shield pending_deployment", "access pending_deletion");
        });
    }

    @Test
    default void listsACustomCertificateOfTheSameChain() {
        Tenant account = account();
        OpenSsl.Pair pair = openssl()
                .selfSigned(
                        "/CN=server", "basicConstraints=critical,CA:FALSE", "subjectAltName=DNS:" + account.zoneName());
        String id = upload(account, false, pair);
        Map<String, String> body = Map.of("certificate", pair.certificate(), "private_key", pair.key());
        String custom = account.post(CUSTOM, body).text("/id");
        assertThat(uses(account, id)).containsExactly("custom_certificates active");
        house().withAnEdge(() -> {
            account.delete(CUSTOM + "/" + custom).result();
            assertThat(uses(account, id)).containsExactly("custom_certificates pending_deletion");
            account.post(CUSTOM, body).result();
            assertThat(uses(account, id))
                    .as("what is being deployed speaks for the whole")
                    .containsExactly("custom_certificates pending_deployment");
        });
    }

    @Test
    default void seesNoUseInAnotherAccount() {
        Tenant account = account();
        Tenant other = house().account();
        OpenSsl.Pair pair = openssl().ca("/CN=root");
        String id = upload(account, true, pair);
        other.post(
                        ACCESS,
                        Map.of(
                                "name",
                                "same",
                                "certificate",
                                pair.certificate(),
                                "associated_hostnames",
                                List.of("vpn." + other.zoneName())))
                .result(201);
        assertThat(uses(account, id)).isEmpty();
    }

    @Test
    default void onlyWhatWouldLoseTheCertificateHoldsIt() {
        Tenant account = account();
        OpenSsl.Pair pair = openssl().ca("/CN=root");
        String id = upload(account, true, pair);
        account.post(
                        ACCESS,
                        Map.of(
                                "name",
                                "same",
                                "certificate",
                                pair.certificate(),
                                "associated_hostnames",
                                List.of("vpn." + account.zoneName())))
                .result(201);
        Map<String, ?> hostnames = Map.of("hostnames", List.of("api." + account.zoneName()), "mtls_certificate_id", id);
        account.put(HOSTNAMES, hostnames).result();
        account.delete(CERTIFICATES + "/" + id).refused(400, "1477 - Certificate cannot be deleted while in use.");
        account.put(HOSTNAMES, Map.of("mtls_certificate_id", id)).result();
        account.delete(CERTIFICATES + "/" + id).result();
    }
}
