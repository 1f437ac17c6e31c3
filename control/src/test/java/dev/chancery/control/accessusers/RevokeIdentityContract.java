package dev.chancery.control.accessusers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.db.Lane;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.house.Tenant;
import dev.chancery.control.publishing.CurrentBundle;
import dev.chancery.control.publishing.Trust;
import dev.chancery.testkit.OpenSsl;
import dev.chancery.testkit.Reply;
import dev.chancery.trust.TrustBundle;
import dev.chancery.trust.access.AccessAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything of a person taken back at once. */
interface RevokeIdentityContract extends HouseTest {
    String REVOKE = "/accounts/{account}/access/users/revoke";
    String CERTIFICATES = "/zones/{zone}/client_certificates";

    private String issue(Tenant tenant, String csr) {
        return tenant.post(CERTIFICATES, Map.of("csr", csr, "validity_days", 365))
                .result()
                .path("id")
                .textValue();
    }

    private String status(Tenant tenant, String id) {
        return tenant.get(CERTIFICATES + "/" + id).text("/status");
    }

    private TrustBundle bundle() {
        Trust trust = house().control().edges().trust();
        return new CurrentBundle(trust).now().bundle();
    }

    private Instant good(Tenant tenant, String email) {
        return bundle().config()
                .access()
                .revokedBefore(new AccessAccount(tenant.account().hex()), email);
    }

    @Test
    default void everyCertificateThatNamesThePersonAndEveryTokenIsRevoked() {
        OpenSsl openssl = openssl();
        Tenant mine = account();
        Tenant other = mine.withZone("other-" + mine.zoneName());
        String byName = issue(mine, openssl.csr("/CN=Ada@example.com"));
        String byAddress = issue(other, openssl.csr("/CN=Ada/emailAddress=ada@example.com"));
        String longer = issue(mine, openssl.csr("/CN=xada@example.com"));
        String another = issue(mine, openssl.csr("/CN=bob@example.com"));
        long revoked = bundle().status().revokedLeaves();

        Reply reply = mine.post(REVOKE, Map.of("email", "ADA@example.com"));
        assertThat(reply.text("/email")).isEqualTo("ada@example.com");
        assertThat(reply.text("/status")).isEqualTo("revoked");
        assertThat(reply.result().path("client_certificates").intValue()).isEqualTo(2);

        assertThat(List.of(status(mine, byName), status(other, byAddress))).containsOnly("revoked");
        assertThat(List.of(status(mine, longer), status(mine, another))).containsOnly("active");
        assertThat(bundle().status().revokedLeaves()).isEqualTo(revoked + 2);
        assertThat(good(mine, "ada@example.com")).isAfter(Instant.EPOCH).isBeforeOrEqualTo(house().now());
        assertThat(good(mine, "bob@example.com")).isEqualTo(Instant.MIN);
        assertThat(mine.get("/accounts/{account}/access/users/revocations/" + reply.text("/id"))
                        .result())
                .isEqualTo(reply.result());
        assertThat(mine.post(REVOKE, Map.of("email", "ada@example.com"))
                        .result()
                        .path("client_certificates")
                        .intValue())
                .isZero();
    }

    @Test
    default void whileAnEdgeHasNotHeardItIsPendingAsAWhole() {
        Tenant mine = account();
        String id = issue(mine, openssl().csr("/CN=ada@example.com"));
        house().withAnEdge(() -> {
            Reply reply = mine.post(REVOKE, Map.of("email", "ada@example.com"));
            String one = "/accounts/{account}/access/users/revocations/" + reply.text("/id");
            assertThat(reply.text("/status")).isEqualTo("pending_revocation");
            assertThat(status(mine, id)).isEqualTo("pending_revocation");
            Reply view = mine.get(one + "/enforcement");
            long revision = view.result().path("revision").longValue();
            assertThat(view.result().at("/edges/0/applied").booleanValue()).isFalse();
            assertThat(mine.get(CERTIFICATES + "/" + id + "/enforcement")
                            .result()
                            .path("revision")
                            .longValue())
                    .isEqualTo(revision);
            SettledIdentityRevocations settles = new SettledIdentityRevocations();
            assertThat(house().database().<Integer>write(Lane.TRUST, tx -> settles.settle(tx, revision - 1)))
                    .isZero();
            assertThat(mine.get(one).text("/status")).isEqualTo("pending_revocation");
            assertThat(house().database().<Integer>write(Lane.TRUST, tx -> settles.settle(tx, revision)))
                    .isEqualTo(1);
            assertThat(mine.get(one).text("/status")).isEqualTo("revoked");
        });
    }

    @Test
    default void whatIsNoAddressIsRefusedAndWhoMayNotMayNot() {
        account().post(REVOKE, Map.of("email", "nobody")).faultsAt("/email");
        account().post(REVOKE, Map.of()).faultsAt("/email");
        assertThat(account()
                        .reader()
                        .post(REVOKE, Map.of("email", "ada@example.com"))
                        .status())
                .isEqualTo(403);
        assertThat(account()
                        .get("/accounts/{account}/access/users/revocations/" + "0".repeat(32))
                        .status())
                .isEqualTo(404);
    }

    @Test
    default void revocationsOfTokensAreForgottenWhenNoTokenOfTheirTimeCanBeGood() {
        Tenant mine = account();
        mine.post(REVOKE, Map.of("email", "ada@example.com")).result();
        house().pass(Duration.ofDays(399));
        house().control().tokenForgetting().run();
        assertThat(good(mine, "ada@example.com")).isAfter(Instant.MIN);
        house().pass(Duration.ofDays(2));
        house().control().tokenForgetting().run();
        assertThat(good(mine, "ada@example.com")).isEqualTo(Instant.MIN);
    }
}
