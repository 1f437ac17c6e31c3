package dev.chancery.control.clientcertificates;

import static dev.chancery.control.clientcertificates.ClientCertificateStatus.ACTIVE;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.PENDING_REACTIVATION;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.PENDING_REVOCATION;
import static dev.chancery.control.clientcertificates.ClientCertificateStatus.REVOKED;
import static dev.chancery.control.clientcertificates.SomeCertificates.CA;
import static dev.chancery.control.clientcertificates.SomeCertificates.ISSUED;
import static dev.chancery.control.clientcertificates.SomeCertificates.OTHER_ZONE;
import static dev.chancery.control.clientcertificates.SomeCertificates.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the store of client certificates promises on every engine. */
interface ClientCertificateStoreContract {
    ClientCertificateStore STORE = new ClientCertificateStore();
    Instant REVOKED_AT = Instant.parse("2026-04-01T12:00:00.123456Z");

    /** The database under test, empty but for its schema. */
    Database database();

    @Test
    default void givesBackWhatWasKept() {
        NewClientCertificate kept = issue(1).getFirst();
        ClientCertificate found = find(kept);
        assertThat(found)
                .isEqualTo(new ClientCertificate(
                        kept.id(),
                        ZONE,
                        1,
                        CA,
                        kept.serial(),
                        ACTIVE,
                        kept.certificate(),
                        kept.csr(),
                        null,
                        365,
                        ISSUED,
                        kept.expiresOn(),
                        0,
                        null,
                        null));
        assertThat(bySerial(kept.serial())).contains(found);
        Optional<Standing> standing = database().read(tx -> STORE.standing(tx, CA, kept.serial()));
        assertThat(standing).contains(new Standing(ACTIVE, null));
    }

    @Test
    default void refusesASerialThatBeginsAsAnotherOfItsCaAndTakesOneOfAnotherCa() {
        NewClientCertificate kept = issue(1).getFirst();
        NewClientCertificate alike =
                numbered(new SomeCertificates(99).next(), CA, kept.serial().xor(BigInteger.ONE));
        assertThatThrownBy(() -> database().write(Lane.ISSUANCE, tx -> {
                    STORE.insert(tx, alike);
                    return alike;
                }))
                .isInstanceOf(SerialTakenException.class);
        NewClientCertificate elsewhere =
                numbered(alike, UUID.fromString("99999999-2222-4333-8444-555555555555"), alike.serial());
        database().write(Lane.ISSUANCE, tx -> {
            STORE.insert(tx, elsewhere);
            return elsewhere;
        });
        assertThat(find(elsewhere).serial()).isEqualTo(alike.serial());
    }

    private static NewClientCertificate numbered(NewClientCertificate one, UUID ca, BigInteger serial) {
        return new NewClientCertificate(
                one.id(),
                one.zone(),
                ca,
                serial,
                one.certificate(),
                one.csr(),
                one.csrText(),
                one.validityDays(),
                one.issuedOn(),
                one.expiresOn(),
                one.crlPartition());
    }

    @Test
    default void findsASerialByTheIndexOverPrefixes() {
        String query = "select status, revoked_at from client_certificate" + ClientCertificateStore.BY_SERIAL;
        String plan = database().read(tx -> {
            List<String> lines = switch (tx.engine()) {
                case SQLITE -> planned(tx.sql("explain query plan " + query)).list(row -> row.text(4));
                case POSTGRESQL -> {
                    // An empty table is read faster without any index.
                    tx.sql("set local enable_seqscan = off").run();
                    yield planned(tx.sql("explain " + query)).list(row -> row.text(1));
                }
            };
            return String.join("\n", lines);
        });
        assertThat(plan).contains("client_certificate_serial");
    }

    private static Sql planned(Sql sql) {
        return sql.bytes(new byte[8]).uuid(CA).bytes(new byte[20]);
    }

    @Test
    default void findsNothingInAnotherZoneOrByAnotherSerial() {
        NewClientCertificate kept = issue(1).getFirst();
        Optional<ClientCertificate> elsewhere = database().read(tx -> STORE.find(tx, OTHER_ZONE, kept.id()));
        assertThat(elsewhere).isEmpty();
        assertThat(bySerial(kept.serial().add(BigInteger.ONE))).isEmpty();
    }

    @Test
    default void numbersEachZoneFromOne() {
        SomeCertificates some = new SomeCertificates(7);
        database().write(Lane.ISSUANCE, tx -> {
            for (int i = 0; i < 10; i++) {
                STORE.insert(tx, some.next(i % 2 == 0 ? ZONE : OTHER_ZONE));
            }
            return 10;
        });
        assertThat(ordinals(list(ZONE, 0, 50))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(ordinals(list(OTHER_ZONE, 0, 50))).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    default void listsAnyPageInTheOrderIssued() {
        issue(60);
        assertThat(ordinals(list(ZONE, 0, 20))).containsExactlyElementsOf(range(1, 20));
        assertThat(ordinals(list(ZONE, 40, 20))).containsExactlyElementsOf(range(41, 60));
        assertThat(ordinals(list(ZONE, 57, 20))).containsExactlyElementsOf(range(58, 60));
        assertThat(list(ZONE, 60, 20)).isEmpty();
        assertThat(database().<Long>read(tx -> STORE.count(tx, ZONE))).isEqualTo(60);
        assertThat(database().<Long>read(tx -> STORE.count(tx, OTHER_ZONE))).isZero();
    }

    @Test
    default void listsAnyPageOfAStatusAcrossBlocks() {
        List<NewClientCertificate> all = issue(1_300);
        Random random = new Random(42);
        List<Long> revoked = new ArrayList<>();
        database().write(Lane.TRUST, tx -> {
            revoked.clear();
            for (int i = 0; i < all.size(); i++) {
                // None of the second block of 512, most of the others.
                if ((i < 512 || i >= 1_024) && random.nextInt(10) < 7) {
                    revoked.add(i + 1L);
                    assertThat(STORE.move(tx, ZONE, all.get(i).id(), ACTIVE, REVOKED, null, REVOKED_AT))
                            .isTrue();
                }
            }
            return 0;
        });
        int total = revoked.size();
        assertThat(database().<Long>read(tx -> STORE.count(tx, ZONE, REVOKED))).isEqualTo(total);
        assertThat(database().<Long>read(tx -> STORE.count(tx, ZONE, ACTIVE))).isEqualTo(1_300 - total);
        for (int offset = 0; offset <= total + 3; offset += 13) {
            int from = offset;
            assertThat(ordinals(revoked(from, 17)))
                    .as("offset %d", offset)
                    .containsExactlyElementsOf(revoked.subList(Math.min(total, from), Math.min(total, from + 17)));
        }
        assertSound();
    }

    @Test
    default void movesOnlyFromTheStatusExpected() {
        NewClientCertificate one = issue(1).getFirst();
        assertThat(move(one, ACTIVE, PENDING_REVOCATION, 1L)).isTrue();
        assertThat(move(one, ACTIVE, PENDING_REVOCATION, 2L)).isFalse();
        assertThat(find(one).pendingRevision()).isEqualTo(1L);
        assertThat(find(one).revokedAt()).isEqualTo(REVOKED_AT);
        assertSound();
    }

    @Test
    default void refusesStepsTheStatusMachineDoesNotHave() {
        NewClientCertificate one = issue(1).getFirst();
        assertThatThrownBy(() -> move(one, ACTIVE, PENDING_REACTIVATION, 1L))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> move(one, ACTIVE, PENDING_REVOCATION, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> move(one, ACTIVE, REVOKED, 1L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    default void settlesOnlyWhatStillWaitsForThatRevision() {
        List<NewClientCertificate> three = issue(3);
        three.forEach(one -> move(one, ACTIVE, PENDING_REVOCATION, 5L));
        move(three.get(1), PENDING_REVOCATION, PENDING_REACTIVATION, 6L);
        assertThat(settle(PENDING_REVOCATION, 5))
                .containsExactlyInAnyOrder(three.get(0).id(), three.get(2).id());
        assertThat(settle(PENDING_REVOCATION, 5)).isEmpty();
        assertThat(find(three.get(0)).status()).isEqualTo(REVOKED);
        assertThat(find(three.get(0)).pendingRevision()).isNull();
        assertThat(find(three.get(0)).revokedAt()).isEqualTo(REVOKED_AT);
        assertThat(find(three.get(1)).status()).isEqualTo(PENDING_REACTIVATION);
        assertThat(settle(PENDING_REACTIVATION, 6)).containsExactly(three.get(1).id());
        assertThat(find(three.get(1)).status()).isEqualTo(ACTIVE);
        assertThat(find(three.get(1)).revokedAt()).isNull();
        assertSound();
    }

    @Test
    default void listsAsRevokedWhateverIsNotActive() {
        List<NewClientCertificate> four = issue(4);
        move(four.get(0), ACTIVE, PENDING_REVOCATION, 1L);
        move(four.get(1), ACTIVE, REVOKED, null);
        move(four.get(2), ACTIVE, REVOKED, null);
        move(four.get(2), REVOKED, PENDING_REACTIVATION, 2L);
        List<RevokedEntry> entries = database().read(tx -> {
            List<RevokedEntry> found = new ArrayList<>();
            STORE.revoked(tx, CA, 0, found::add);
            return found;
        });
        assertThat(entries)
                .containsExactlyInAnyOrder(
                        new RevokedEntry(four.get(0).serial(), REVOKED_AT),
                        new RevokedEntry(four.get(1).serial(), REVOKED_AT),
                        new RevokedEntry(four.get(2).serial(), REVOKED_AT));
    }

    @Test
    default void countsWhatAListMustSayPerPartition() {
        List<NewClientCertificate> two = issue(2);
        move(two.get(0), ACTIVE, PENDING_REVOCATION, 1L);
        settle(PENDING_REVOCATION, 1);
        move(two.get(0), REVOKED, ACTIVE, null);
        List<List<Long>> partitions = database()
                .read(tx -> tx.sql("select number_of_partition, issued, changed_revision from crl_partition")
                        .list(row -> List.of(row.number(1), row.number(2), row.number(3))));
        assertThat(partitions).containsExactly(List.of(0L, 2L, 2L));
    }

    @Test
    default void numbersDenselyUnderConcurrentWritersSomeOfWhomFail() throws Exception {
        ConcurrentIssuance.run(List.of(database()));
    }

    @Test
    default void leavesNoGapWhereAMemberFails() {
        SomeCertificates some = new SomeCertificates(3);
        NewClientCertificate first = some.next();
        database().write(Lane.ISSUANCE, tx -> insert(tx, first));
        assertThatThrownBy(() -> database().write(Lane.ISSUANCE, tx -> {
                    insert(tx, some.next());
                    throw new IllegalStateException("after the insert");
                }))
                .hasMessage("after the insert");
        assertThatThrownBy(() -> database().write(Lane.ISSUANCE, tx -> insert(tx, first)))
                .isInstanceOf(DatabaseException.class);
        database().write(Lane.ISSUANCE, tx -> insert(tx, some.next()));
        assertThat(ordinals(list(ZONE, 0, 50))).containsExactly(1L, 2L);
        assertSound();
    }

    @Test
    default void refusesASerialTwiceForOneCa() {
        NewClientCertificate first = issue(1).getFirst();
        NewClientCertificate other = new SomeCertificates(99).next();
        NewClientCertificate again = new NewClientCertificate(
                other.id(),
                ZONE,
                CA,
                first.serial(),
                other.certificate(),
                other.csr(),
                "text as sent",
                1,
                ISSUED,
                ISSUED,
                0);
        assertThatThrownBy(() -> database().write(Lane.ISSUANCE, tx -> insert(tx, again)))
                .isInstanceOf(DatabaseException.class);
        assertThat(database().<Long>read(tx -> STORE.count(tx, ZONE))).isEqualTo(1);
    }

    @Test
    default void countsInAWriteWhatItsGroupHasGathered() {
        SomeCertificates some = new SomeCertificates(5);
        issue(2);
        database().write(Lane.ISSUANCE, tx -> {
            insert(tx, some.next());
            assertThat(STORE.count(tx, ZONE)).isEqualTo(3);
            assertThat(STORE.count(tx, ZONE, ACTIVE)).isEqualTo(3);
            return 0;
        });
    }

    @Test
    default void closesOnlyAZoneWhoseCertificatesAreAllRevoked() {
        NewClientCertificate one = issue(1).getFirst();
        assertThat(database().<Boolean>write(Lane.GENERAL, tx -> STORE.close(tx, ZONE)))
                .isFalse();
        move(one, ACTIVE, REVOKED, null);
        assertThat(database().<Boolean>write(Lane.GENERAL, tx -> STORE.close(tx, ZONE)))
                .isTrue();
        assertThatThrownBy(() -> issue(1)).isInstanceOf(ZoneClosedException.class);
        assertThat(database().<Boolean>write(Lane.GENERAL, tx -> STORE.close(tx, OTHER_ZONE)))
                .isTrue();
        assertSound();
    }

    @Test
    default void findsAndMendsWrongCounts() {
        issue(600);
        database()
                .write(
                        Lane.GENERAL,
                        tx -> tx.sql("update client_certificate_block set n = n + 1 where block = 1")
                                .run());
        List<CountFault> faults = database().read(STORE::verify);
        assertThat(faults).hasSize(1);
        database().write(Lane.GENERAL, tx -> {
            STORE.rebuildBlocks(tx);
            return 0;
        });
        assertSound();
        assertThat(database().<Long>read(tx -> STORE.count(tx, ZONE, ACTIVE))).isEqualTo(600);
    }

    /** Every maintained count is borne out by the rows. */
    private void assertSound() {
        List<CountFault> faults = database().read(STORE::verify);
        assertThat(faults).isEmpty();
    }

    private List<NewClientCertificate> issue(int count) {
        SomeCertificates some = new SomeCertificates(count);
        List<NewClientCertificate> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(some.next());
        }
        database().write(Lane.ISSUANCE, tx -> {
            all.forEach(one -> STORE.insert(tx, one));
            return count;
        });
        return all;
    }

    private static int insert(Tx tx, NewClientCertificate certificate) {
        STORE.insert(tx, certificate);
        return 1;
    }

    private boolean move(
            NewClientCertificate one,
            ClientCertificateStatus from,
            ClientCertificateStatus to,
            @Nullable Long revision) {
        return database().write(Lane.TRUST, tx -> STORE.move(tx, ZONE, one.id(), from, to, revision, REVOKED_AT));
    }

    private List<ClientCertificateId> settle(ClientCertificateStatus pending, long revision) {
        return database().write(Lane.TRUST, tx -> STORE.settle(tx, pending, revision));
    }

    private List<ClientCertificate> list(ZoneId zone, long offset, int limit) {
        return database().read(tx -> STORE.list(tx, zone, offset, limit));
    }

    private List<ClientCertificate> revoked(long offset, int limit) {
        return database().read(tx -> STORE.list(tx, ZONE, REVOKED, offset, limit));
    }

    private Optional<ClientCertificate> bySerial(BigInteger serial) {
        return database().read(tx -> STORE.find(tx, CA, serial));
    }

    private ClientCertificate find(NewClientCertificate one) {
        return database().read(tx -> STORE.find(tx, ZONE, one.id())).orElseThrow();
    }

    private static List<Long> ordinals(List<ClientCertificate> certificates) {
        return certificates.stream().map(ClientCertificate::ordinal).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
