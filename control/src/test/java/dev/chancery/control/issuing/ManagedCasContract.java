package dev.chancery.control.issuing;

import static dev.chancery.control.issuing.Replica.ACCOUNT;
import static dev.chancery.control.issuing.Replica.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.ca.KeySpec;
import dev.chancery.ca.LeafProfile;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Certificate;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the managed CAs promise on every engine. */
interface ManagedCasContract {
    /** The database under test, empty but for its schema. */
    Database database();

    /** A folder for seal keys. */
    Path folder();

    @BeforeEach
    default void createAccount() {
        Replica.createAccount(database());
    }

    private Path seal() {
        return folder().resolve("seal.key");
    }

    private long count(String table) {
        return database()
                .read(tx -> tx.sql("select count(*) from " + table)
                        .first(row -> row.number(1))
                        .orElseThrow());
    }

    @Test
    default void makesARootAndAnIssuingCaOnFirstUse() {
        CaPair pair = Replica.start(database(), seal()).cas().pair(ACCOUNT, ACTOR);
        Certificate root = pair.root().certificate();
        Certificate issuing = pair.issuing().certificate();
        assertThat(root.verifySignedBy(root)).isTrue();
        assertThat(issuing.verifySignedBy(root)).isTrue();
        assertThat(pair.issuing().issuer()).contains(pair.root().id());
        assertThat(issuing.crlDistributionPoints())
                .containsExactly(Replica.BASE + "/crl/" + pair.root().id() + "/1.crl");
        assertThat(issuing.caIssuers())
                .containsExactly(Replica.BASE + "/ca/" + pair.root().id() + ".crt");
        assertThat(issuing.signatureName()).isEqualTo("ECDSAWithSHA256");
        assertThat(count("crl_partition")).isEqualTo(2);
        List<String> audited = database()
                .read(tx -> tx.sql("select action, object_type, object_id from audit_log")
                        .list(row -> row.text(1) + " " + row.text(2) + " " + row.text(3)));
        assertThat(audited)
                .containsExactly("create managed_ca " + pair.issuing().id());
    }

    @Test
    default void makesRsaKeysWhereToldTo() {
        Replica replica = Replica.start(database(), seal(), KeySpec.RSA_2048, Replica.BASE);
        assertThat(replica.cas().pair(ACCOUNT, ACTOR).issuing().certificate().signatureName())
                .isEqualTo("SHA256WithRSA");
    }

    @Test
    default void makesExactlyOneHoweverManyAskAtOnce() throws Exception {
        // Two processes in one: they share nothing but the database and the seal.
        List<Replica> replicas = List.of(Replica.start(database(), seal()), Replica.start(database(), seal()));
        List<Future<UUID>> asked = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                Replica replica = replicas.get(i % 2);
                boolean opening = i % 4 < 2;
                asked.add(callers.submit(() -> opening
                        ? replica.cas().issuing(ACCOUNT, ACTOR).authority().id()
                        : replica.cas().pair(ACCOUNT, ACTOR).issuing().id()));
            }
        }
        List<UUID> ids = new ArrayList<>();
        for (Future<UUID> one : asked) {
            ids.add(one.get());
        }
        assertThat(ids).containsOnly(ids.getFirst());
        assertThat(count("managed_ca")).isEqualTo(2);
        assertThat(count("ca_key")).isEqualTo(2);
        assertThat(count("data_key")).isEqualTo(1);
        assertThat(count("crl_partition")).isEqualTo(2);
        assertThat(count("audit_log")).isEqualTo(1);
    }

    @Test
    default void opensTheSameKeysAfterARestart() {
        IssuingCa before = Replica.start(database(), seal()).cas().issuing(ACCOUNT, ACTOR);
        ManagedCas after = Replica.start(database(), seal(), KeySpec.RSA_2048, "http://elsewhere.example.com")
                .cas();
        assertThat(after.ready(ACCOUNT)).isEmpty();
        IssuingCa again = after.issuing(ACCOUNT, ACTOR);
        assertThat(after.ready(ACCOUNT)).contains(again);
        assertThat(again.authority()).isEqualTo(before.authority());
        assertThat(again.open().key().publicKey()).isEqualTo(before.open().key().publicKey());
        LeafProfile profile = again.issuer().profile();
        UUID id = again.authority().id();
        assertThat(profile.urls().crl()).contains(Replica.BASE + "/crl/" + id + "/1.crl");
        assertThat(profile.urls().ocsp()).contains(Replica.BASE + "/ocsp/" + id);
        assertThat(profile.urls().caIssuers()).contains(Replica.BASE + "/ca/" + id + ".crt");
        assertThat(after.open(again.authority().issuer().orElseThrow())).isPresent();
        assertThat(after.open(UUID.randomUUID())).isEmpty();
    }

    @Test
    default void staysSealedUnderAnotherSealButShowsWhatIsThere() {
        CaPair pair = Replica.start(database(), seal()).cas().pair(ACCOUNT, ACTOR);
        Replica other = Replica.start(database(), folder().resolve("other.key"));
        assertThat(other.custody().sealedBecause())
                .hasValueSatisfying(why -> assertThat(why).startsWith("the store was sealed by seal "));
        assertThat(other.cas().pair(ACCOUNT, ACTOR)).isEqualTo(pair);
        assertThat(other.cas().find(pair.root().id())).contains(pair.root());
        assertSealed(() -> other.cas().issuing(ACCOUNT, ACTOR));
        assertSealed(() -> other.cas().open(pair.root().id()));
    }

    @Test
    default void makesNoCaWithoutASeal() {
        SecureRandom random = new SecureRandom();
        KeyCustody custody = KeyCustody.sealed(database(), "the seal key file is missing", random);
        assertThat(custody.sealedBecause()).contains("the seal key file is missing");
        assertSealed(() -> custody.dataKey(ACCOUNT));
        assertThat(count("data_key")).isZero();
    }

    @Test
    default void opensTheNextPartitionOnceTheOpenOneIsFull() {
        Replica replica = Replica.start(database(), seal());
        Replica other = Replica.start(database(), seal());
        UUID ca = replica.cas().issuing(ACCOUNT, ACTOR).authority().id();
        assertThat(other.cas().issuing(ACCOUNT, ACTOR).partition()).isEqualTo(1);
        PartitionRoller roller = new PartitionRoller(database(), replica.cas(), 10);
        issued(ca, 1, 9);
        roller.run();
        assertThat(replica.cas().issuing(ACCOUNT, ACTOR).partition()).isEqualTo(1);
        issued(ca, 1, 10);
        roller.run();
        roller.run();
        IssuingCa rolled = replica.cas().issuing(ACCOUNT, ACTOR);
        assertThat(rolled.partition()).isEqualTo(2);
        assertThat(rolled.issuer().profile().urls().crl()).contains(Replica.BASE + "/crl/" + ca + "/2.crl");
        assertThat(count("crl_partition")).isEqualTo(3);
        // Another process hears of it on its own round.
        assertThat(other.cas().issuing(ACCOUNT, ACTOR).partition()).isEqualTo(1);
        new PartitionRoller(database(), other.cas()).run();
        assertThat(other.cas().issuing(ACCOUNT, ACTOR).partition()).isEqualTo(2);
    }

    private void issued(UUID ca, long partition, long certificates) {
        database()
                .write(
                        Lane.GENERAL,
                        tx -> tx.sql("update crl_partition set issued = ? where ca_id = ? and number_of_partition = ?")
                                .number(certificates)
                                .uuid(ca)
                                .number(partition)
                                .run());
    }

    private static void assertSealed(org.assertj.core.api.ThrowableAssert.ThrowingCallable keyWork) {
        assertThatThrownBy(keyWork)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SEALED))
                .hasMessageStartingWith("The keys are sealed: ");
    }
}
