package dev.chancery.control.revocation;

import static dev.chancery.control.clientcertificates.ClientCertificateStatus.ACTIVE;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.PENDING_REACTIVATION;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.PENDING_REVOCATION;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.REVOKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.db.Lane;
import dev.chancery.control.issuing.CaPair;
import dev.chancery.control.publishing.Office;
import dev.chancery.control.publishing.OpenSsl;
import dev.chancery.control.publishing.Reply;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

/** Revocation lists over HTTP, judged by {@code openssl}, on every engine. */
interface CrlContract {
    Office office();

    OpenSsl openssl();

    private Leaves leaves() {
        return new Leaves(office(), openssl());
    }

    private String path() {
        return "/crl/" + leaves().ca().issuing().id() + "/1.crl";
    }

    private Reply fetch() {
        Reply reply = office().call("GET", path(), "", "");
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
                .contains("URI:" + Office.PUBLIC_URL + path())
                .contains(
                        "X509v3 CRL Number: \n                " + office().now().getEpochSecond());
        assertThat(verdict("good.pem")).isEqualTo("good.pem: OK\n");
        assertThat(parsed(list).getNextUpdate().toInstant())
                .isEqualTo(office().now().truncatedTo(ChronoUnit.SECONDS).plus(CrlPublisher.LIFETIME));
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
                .isEqualTo(office().now().truncatedTo(ChronoUnit.SECONDS));
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
                    .mapToObj(i -> (Callable<Reply>) () -> office().call("GET", path, "", ""))
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
        Reply again = office().send(HttpRequest.newBuilder(URI.create(office().url(path())))
                .header("If-None-Match", list.header("etag")));
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
        assertThat(office().crls().round()).as("the root's own list").isEqualTo(1);
        assertThat(office().crls().round()).isZero();
        office().pass(CrlPublisher.MOST_AGE.minusSeconds(1));
        assertThat(office().crls().round()).isZero();
        office().pass(Duration.ofSeconds(2));
        assertThat(office().crls().round()).isEqualTo(2);
        Reply second = fetch();
        assertThat(number(second)).isEqualTo(office().now().getEpochSecond()).isGreaterThan(number(first));
        assertThat(parsed(second).getThisUpdate()).isAfter(parsed(first).getThisUpdate());
    }

    @Test
    default void isMadeAnewForAReaderIfTheBackgroundSlept() {
        Reply first = fetch();
        office().pass(CrlPublisher.LIFETIME.plusSeconds(1));
        assertThat(number(fetch())).isGreaterThan(number(first));
    }

    @Test
    default void growsPastWhatARestoredBackupForgot() {
        Leaves.Leaf leaf = leaves().issue("leaf");
        fetch();
        List<String> backup = office().query("select crl_number from crl_partition order by crl_number");
        office().pass(Duration.ofHours(1));
        leaves().revoke(leaf);
        long published = number(fetch());
        office().sql(
                        "update crl_partition set changed_revision = changed_revision + 1, crl_number = crl_number - "
                                + (published - Long.parseLong(backup.getLast())) + " where ca_id = ?",
                        leaves().ca().issuing().id().toString());
        office().pass(Duration.ofSeconds(1));
        assertThat(number(fetch())).isGreaterThan(published);
    }

    @Test
    default void neverLooksOlderThanTheListBefore() {
        Leaves.Leaf leaf = leaves().issue("leaf");
        Reply first = fetch();
        office().pass(Duration.ofHours(-3));
        leaves().revoke(leaf);
        Reply second = fetch();
        assertThat(number(second)).isEqualTo(number(first) + 1);
        assertThat(parsed(second).getThisUpdate()).isEqualTo(parsed(first).getThisUpdate());
    }

    @Test
    default void isBuiltBehindTheCommitOfARevocation() throws Exception {
        Leaves.Leaf leaf = leaves().issue("leaf");
        CrlJob.Pace pace = new CrlJob.Pace(Duration.ofHours(1), Duration.ZERO, 0);
        try (CrlJob job = new CrlJob(office().crls(), pace)) {
            job.start();
            job.awaitRounds(1);
            assertThat(stale()).isEmpty();
            ClientCertificateStore store = new ClientCertificateStore(job::wake);
            office().database()
                    .write(
                            Lane.TRUST,
                            tx -> store.move(tx, Office.ZONE, leaf.id(), ACTIVE, REVOKED, null, office().now()));
            job.awaitRounds(2);
            assertThat(stale()).isEmpty();
        }
        fetch();
        assertThat(verdict("leaf.pem")).contains("certificate revoked");
    }

    private List<String> stale() {
        return office().query("select ca_id from crl_partition where changed_revision <> built_revision");
    }

    @Test
    default void listsWhatARootRevokesToo() {
        CaPair ca = leaves().ca();
        Reply list = office().call("GET", "/crl/" + ca.root().id() + "/1.crl", "", "");
        openssl().write("root.crl", list.bytes());
        String text = openssl()
                .run("crl", "-inform", "DER", "-in", "root.crl", "-noout", "-text", "-CAfile", "root.pem", "-verify");
        assertThat(text).contains("verify OK", "No Revoked Certificates").doesNotContain("Distribution Point");
    }

    @Test
    default void refusesWhatIsNoList() {
        String ca = leaves().ca().issuing().id().toString();
        for (String file : List.of("2.crl", "0.crl", "1.pem", "x", "99999999999999999999.crl")) {
            office().call("GET", "/crl/" + ca + "/" + file, "", "")
                    .refused(
                            404,
                            "7003 - file: \"%s\" of CA \"%s\" (expected: a partition of a CA, as 1.crl)"
                                    .formatted(file, ca));
        }
        office().call("GET", "/crl/nobody/1.crl", "", "")
                .refused(404, "7003 - file: \"1.crl\" of CA \"nobody\" (expected: a partition of a CA, as 1.crl)");
        assertThat(office().call("GET", "/client/v4" + path(), "owner", "").status())
                .as("certificates name it without a prefix")
                .isEqualTo(404);
    }

    @Test
    default void handsOutTheOldListButBuildsNoneWhileSealed(@TempDir Path elsewhere) {
        Leaves.Leaf leaf = leaves().issue("leaf");
        long before = number(fetch());
        String path = path();
        try (Office sealed = office().replica(elsewhere.resolve("another.key"))) {
            assertThat(number(sealed.call("GET", path, "", ""))).isEqualTo(before);
            leaves().revoke(leaf);
            Reply refused = sealed.call("GET", path, "", "");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().at("/errors/0/code").intValue()).isEqualTo(1490);
            assertThatThrownBy(() -> sealed.crls()
                            .current(new PartitionId(leaves().ca().issuing().id(), 1)))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SEALED));
        }
    }

    @Test
    default void isTheSameOnEveryReplica(@TempDir Path folder) {
        Leaves.Leaf leaf = leaves().issue("leaf");
        long before = number(fetch());
        String path = path();
        try (Office other = office().replica(openssl().folder().resolve("seal.key"))) {
            assertThat(number(other.call("GET", path, "", ""))).isEqualTo(before);
            leaves().revoke(leaf);
            assertThat(number(other.call("GET", path, "", ""))).isEqualTo(before + 1);
            assertThat(number(fetch())).isEqualTo(before + 1);
        }
    }
}
