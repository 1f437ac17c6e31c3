package dev.chancery.control.revocation;

import static dev.chancery.control.clientcertificates.ClientCertificateStatus.ACTIVE;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.PENDING_REACTIVATION;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.PENDING_REVOCATION;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.db.Lane;
import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;
import dev.chancery.control.issuing.CaPair;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.Reply;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Revocation lists over HTTP, judged by {@code openssl}, on every engine. */
interface CrlContract extends HouseTest.Alone {
    private Leaves leaves() {
        return new Leaves(account(), openssl());
    }

    private String path() {
        return "/crl/" + leaves().ca().issuing().id() + "/1.crl";
    }

    private Reply fetch() {
        Reply reply = house().anybody().get(path());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        openssl().write("list.crl", reply.bytes());
        return reply;
    }

    /** The list's number, which is also its tag. */
    private static long number(Reply reply) {
        return Long.parseLong(reply.header("etag").replace("\"", ""));
    }

    private static X509CRL parsed(Reply reply) {
        try {
            return (X509CRL)
                    CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(reply.bytes()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String verdict(String leaf) {
        openssl().run("crl", "-inform", "DER", "-in", "list.crl", "-out", "list.pem");
        return openssl()
                .attempt(
                        "verify",
                        "-x509_strict",
                        "-crl_check",
                        "-CAfile",
                        "root.pem",
                        "-untrusted",
                        "issuing.pem",
                        "-CRLfile",
                        "list.pem",
                        leaf)
                .output();
    }

    @Test
    default void isAListOpensslAccepts() {
        leaves().issue("good");
        Reply list = fetch();
        assertThat(list.header("content-type")).isEqualTo("application/pkix-crl");
        assertThat(list.header("cache-control")).contains("max-age=60");
        assertThat(list.header("last-modified")).endsWith(" GMT");
        String text = openssl()
                .run("crl", "-inform", "DER", "-in", "list.crl", "-noout", "-text", "-CAfile", "chain.pem", "-verify");
        assertThat(text)
                .contains("verify OK", "Issuing Distribution Point: critical", "Only User Certificates")
                .contains("URI:" + House.PUBLIC_URL + path())
                .contains(
                        "X509v3 CRL Number: \n                " + house().now().getEpochSecond());
        assertThat(verdict("good.pem")).isEqualTo("good.pem: OK\n");
        assertThat(parsed(list).getNextUpdate().toInstant())
                .isEqualTo(house().now().truncatedTo(ChronoUnit.SECONDS).plus(CrlPublisher.LIFETIME));
    }

    @Test
    default void saysRevokedFromTheCommitUntilActiveAgain() {
        Leaves.Leaf leaf = leaves().issue("leaf");
        long before = number(fetch());
        leaves().move(leaf, ACTIVE, PENDING_REVOCATION);
        Reply revoked = fetch();
        assertThat(number(revoked)).isEqualTo(before + 1);
        assertThat(verdict("leaf.pem")).contains("error 23").contains("certificate revoked");
        assertThat(openssl().run("crl", "-in", "list.pem", "-noout", "-text")).contains("Certificate Hold");
        assertThat(parsed(revoked)
                        .getRevokedCertificate(leaf.certificate().serial())
                        .getRevocationDate()
                        .toInstant())
                .isEqualTo(house().now().truncatedTo(ChronoUnit.SECONDS));
        leaves().move(leaf, PENDING_REVOCATION, PENDING_REACTIVATION);
        fetch();
        assertThat(verdict("leaf.pem")).contains("certificate revoked");
        leaves().move(leaf, PENDING_REACTIVATION, ACTIVE);
        fetch();
        assertThat(verdict("leaf.pem")).isEqualTo("leaf.pem: OK\n");
    }

    @Test
    default void isBuiltOnceForAChangeHoweverManyAsk() throws Exception {
        Leaves.Leaf leaf = leaves().issue("leaf");
        long before = number(fetch());
        assertThat(number(fetch())).as("nothing changed").isEqualTo(before);
        String path = path();
        leaves().revoke(leaf);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Reply>> all = IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Reply>) () -> house().anybody().get(path))
                    .toList();
            for (var answer : pool.invokeAll(all)) {
                assertThat(number(answer.get())).isEqualTo(before + 1);
                assertThat(parsed(answer.get()).getRevokedCertificates()).hasSize(1);
            }
        }
    }

    @Test
    default void answersAKnownTagWithoutTheList() {
        Reply list = fetch();
        Reply again = Caller.send(house().anybody().to(path()).header("If-None-Match", list.header("etag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
    }

    @Test
    default void holdsAPartitionOfFiveThousandRevoked() {
        leaves().revokeUnseen(5_000);
        Leaves.Leaf leaf = leaves().issue("leaf");
        leaves().revoke(leaf);
        Reply list = fetch();
        assertThat(parsed(list).getRevokedCertificates()).hasSize(5_001);
        assertThat(verdict("leaf.pem")).contains("certificate revoked");
        assertThat(openssl()
                        .run("crl", "-inform", "DER", "-in", "list.crl", "-noout", "-CAfile", "chain.pem", "-verify"))
                .contains("verify OK");
    }

    @Test
    default void isMadeAnewEveryDayInTheBackground() {
        Reply first = fetch();
        assertThat(house().control().publisher().round())
                .as("the root's own list")
                .isEqualTo(1);
        assertThat(house().control().publisher().round()).isZero();
        house().pass(CrlPublisher.MOST_AGE.minusSeconds(1));
        assertThat(house().control().publisher().round()).isZero();
        house().pass(Duration.ofSeconds(2));
        assertThat(house().control().publisher().round()).isEqualTo(2);
        Reply second = fetch();
        assertThat(number(second)).isEqualTo(house().now().getEpochSecond()).isGreaterThan(number(first));
        assertThat(parsed(second).getThisUpdate()).isAfter(parsed(first).getThisUpdate());
    }

    @Test
    default void isMadeAnewForAReaderIfTheBackgroundSlept() {
        Reply first = fetch();
        house().pass(CrlPublisher.LIFETIME.plusSeconds(1));
        assertThat(number(fetch())).isGreaterThan(number(first));
    }

    @Test
    default void growsPastWhatARestoredBackupForgot() {
        Leaves.Leaf leaf = leaves().issue("leaf");
        fetch();
        List<String> backup = house().query("select crl_number from crl_partition order by crl_number");
        house().pass(Duration.ofHours(1));
        leaves().revoke(leaf);
        long published = number(fetch());
        house().sql(
                        "update crl_partition set changed_revision = changed_revision + 1, crl_number = crl_number - "
                                + (published - Long.parseLong(backup.getLast())) + " where ca_id = ?",
                        leaves().ca().issuing().id().toString());
        house().pass(Duration.ofSeconds(1));
        assertThat(number(fetch())).isGreaterThan(published);
    }

    @Test
    default void neverLooksOlderThanTheListBefore() {
        Leaves.Leaf leaf = leaves().issue("leaf");
        Reply first = fetch();
        house().pass(Duration.ofHours(-3));
        leaves().revoke(leaf);
        Reply second = fetch();
        assertThat(number(second)).isEqualTo(number(first) + 1);
        assertThat(parsed(second).getThisUpdate()).isEqualTo(parsed(first).getThisUpdate());
    }

    @Test
    default void isBuiltBehindTheCommitOfARevocation() throws Exception {
        Leaves.Leaf leaf = leaves().issue("leaf");
        CrlJob.Pace pace = new CrlJob.Pace(Duration.ofHours(1), Duration.ZERO, 0);
        try (CrlJob job = new CrlJob(house().control().publisher(), pace)) {
            job.start();
            job.awaitRounds(1);
            assertThat(stale()).isEmpty();
            ClientCertificateStore store = new ClientCertificateStore(job::wake);
            house().database()
                    .write(
                            Lane.TRUST,
                            tx -> store.move(tx, account().zone(), leaf.id(), ACTIVE, REVOKED, null, house().now()));
            job.awaitRounds(2);
            assertThat(stale()).isEmpty();
        }
        fetch();
        assertThat(verdict("leaf.pem")).contains("certificate revoked");
    }

    private List<String> stale() {
        return house().query("select ca_id from crl_partition where changed_revision <> built_revision");
    }

    @Test
    default void listsWhatARootRevokesToo() {
        CaPair ca = leaves().ca();
        Reply list = house().anybody().get("/crl/" + ca.root().id() + "/1.crl");
        openssl().write("root.crl", list.bytes());
        String text = openssl()
                .run("crl", "-inform", "DER", "-in", "root.crl", "-noout", "-text", "-CAfile", "root.pem", "-verify");
        assertThat(text).contains("verify OK", "No Revoked Certificates").doesNotContain("Distribution Point");
    }

    @Test
    default void refusesWhatIsNoList() {
        String ca = leaves().ca().issuing().id().toString();
        for (String file : List.of("2.crl", "0.crl", "1.pem", "x", "99999999999999999999.crl")) {
            house().anybody()
                    .get("/crl/" + ca + "/" + file)
                    .refused(
                            404,
                            "7003 - file: \"%s\" of CA \"%s\" (expected: a partition of a CA, as 1.crl)"
                                    .formatted(file, ca));
        }
        house().anybody()
                .get("/crl/nobody/1.crl")
                .refused(404, "7003 - file: \"1.crl\" of CA \"nobody\" (expected: a partition of a CA, as 1.crl)");
        assertThat(house().owner().get(path()).status())
                .as("certificates name it without a prefix")
                .isEqualTo(404);
    }

    @Test
    default void handsOutTheOldListButBuildsNoneWhileSealed() {
        Leaves.Leaf leaf = leaves().issue("leaf");
        long before = number(fetch());
        String path = path();
        try (House sealed = house().replicaUnderAnotherSeal()) {
            assertThat(number(sealed.anybody().get(path))).isEqualTo(before);
            leaves().revoke(leaf);
            Reply refused = sealed.anybody().get(path);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().at("/errors/0/code").intValue()).isEqualTo(1490);
            assertThatThrownBy(() -> sealed.control()
                            .publisher()
                            .current(new PartitionId(leaves().ca().issuing().id(), 1)))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SEALED));
        }
    }

    @Test
    default void isTheSameOnEveryReplica() {
        Leaves.Leaf leaf = leaves().issue("leaf");
        long before = number(fetch());
        String path = path();
        try (House other = house().replica()) {
            assertThat(number(other.anybody().get(path))).isEqualTo(before);
            leaves().revoke(leaf);
            assertThat(number(other.anybody().get(path))).isEqualTo(before + 1);
            assertThat(number(fetch())).isEqualTo(before + 1);
        }
    }
}
