package dev.chancery.control.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.principal.Cidr;
import dev.chancery.control.principal.Grants;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.UserAccess;
import dev.chancery.control.principal.UserId;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.principal.ZoneId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the audit log promises on every engine. */
interface AuditLogContract {
    AccountId ACCOUNT = new AccountId("a".repeat(32));
    ZoneId ZONE = new ZoneId("b".repeat(32));
    UserId USER = new UserId("c".repeat(32));
    Instant NOON = Instant.parse("2026-01-01T12:00:00.123456Z");

    /** The database under test, empty but for its schema. */
    Database database();

    private static Actor from(String ip) {
        return new Actor(
                new Principal(
                        Principal.Kind.USER_TOKEN,
                        "d".repeat(32),
                        new Principal.Owner.OfUser(USER),
                        "deploy",
                        new Grants.Everything(),
                        Set.of(ACCOUNT),
                        false),
                ip,
                "request-1");
    }

    private void record(Instant at, AuditEntry entry) {
        database().write(Lane.GENERAL, tx -> {
            new AuditLog(() -> at).record(tx, entry);
            return 1;
        });
    }

    private AuditQuery all(AuditQuery.Scope scope) {
        return new AuditQuery(
                scope,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                0,
                100);
    }

    private List<String> objects(AuditQuery query) {
        return new ListAuditLog(database())
                .list(query).entries().stream().map(AuditRecord::objectId).toList();
    }

    private static AuditQuery.Scope account() {
        return new AuditQuery.Scope.OfAccount(ACCOUNT);
    }

    @Test
    default void keepsEveryFieldOfAnEntry() {
        record(
                NOON,
                AuditEntry.of(
                                new ZoneAccess(ZONE, ACCOUNT, "example.com", from("192.0.2.7")),
                                Action.REVOKE,
                                ObjectKind.CLIENT_CERTIFICATE,
                                "e".repeat(32))
                        .ending(Outcome.PENDING)
                        .with("serial", "01AB"));
        AuditRecord entry =
                new ListAuditLog(database()).list(all(account())).entries().getFirst();
        assertThat(entry.at()).isEqualTo(NOON);
        assertThat(entry.zoneId()).isEqualTo(ZONE.hex());
        assertThat(entry.actorKind()).isEqualTo("user_token");
        assertThat(entry.actorId()).isEqualTo("d".repeat(32));
        assertThat(entry.actorOwnerId()).isEqualTo(USER.hex());
        assertThat(entry.actorName()).isEqualTo("deploy");
        assertThat(entry.actorIp()).isEqualTo("192.0.2.7");
        assertThat(entry.action()).isEqualTo("revoke");
        assertThat(entry.outcome()).isEqualTo("pending");
        assertThat(entry.objectType()).isEqualTo("client_certificate");
        assertThat(entry.objectId()).isEqualTo("e".repeat(32));
        assertThat(entry.requestId()).isEqualTo("request-1");
        assertThat(entry.details().path("serial").asText()).isEqualTo("01AB");
    }

    @Test
    default void leavesNoEntryOfAWriteThatFailed() {
        assertThatThrownBy(() -> database().write(Lane.GENERAL, tx -> {
                    new AuditLog(() -> NOON)
                            .record(tx, AuditEntry.byHouse("test", ACCOUNT, Action.CREATE, ObjectKind.ZONE, "x"));
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThat(objects(all(account()))).isEmpty();
    }

    @Test
    default void cannotBeChangedOrEmptied() {
        record(NOON, AuditEntry.byHouse("test", ACCOUNT, Action.CREATE, ObjectKind.ZONE, "x"));
        for (String sql : List.of("update audit_log set action = 'y'", "delete from audit_log")) {
            assertThatThrownBy(() ->
                            database().write(Lane.GENERAL, tx -> tx.sql(sql).run()))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    default void separatesWhatHappenedInAnAccountFromWhatAUserDidToItsOwn() {
        record(NOON, AuditEntry.of(new AccountAccess(ACCOUNT, from("::1")), Action.UPDATE, ObjectKind.ACCOUNT, "acc"));
        record(NOON, AuditEntry.of(new UserAccess(USER, from("::1")), Action.ROLL, ObjectKind.TOKEN, "tok"));
        assertThat(objects(all(account()))).containsExactly("acc");
        assertThat(objects(all(new AuditQuery.Scope.OfUser(USER)))).containsExactly("tok");
        assertThat(objects(all(new AuditQuery.Scope.OfUser(new UserId("9".repeat(32))))))
                .isEmpty();
    }

    @Test
    default void findsByTimeActionAndNetworkInEitherOrder() {
        for (int i = 0; i < 5; i++) {
            record(
                    NOON.plusSeconds(i),
                    AuditEntry.of(
                            new AccountAccess(ACCOUNT, from(i < 3 ? "10.1.2." + i : "2001:db8::" + i)),
                            i % 2 == 0 ? Action.CREATE : Action.DELETE,
                            ObjectKind.TOKEN,
                            "t" + i));
        }
        AuditQuery any = all(account());
        assertThat(objects(any)).containsExactly("t4", "t3", "t2", "t1", "t0");
        assertThat(objects(
                        ask(any, Optional.of(NOON.plusSeconds(1)), Optional.of(NOON.plusSeconds(3)), any.action(), "")))
                .containsExactly("t2", "t1");
        assertThat(objects(ask(any, any.since(), any.before(), Optional.of("delete"), "")))
                .containsExactly("t3", "t1");
        assertThat(objects(ask(any, any.since(), any.before(), any.action(), "10.1.2.0/31")))
                .containsExactly("t1", "t0");
        assertThat(objects(ask(any, any.since(), any.before(), any.action(), "2001:db8::/32")))
                .containsExactly("t4", "t3");
        ListAuditLog.Page page = new ListAuditLog(database())
                .list(new AuditQuery(
                        account(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        1,
                        2));
        assertThat(page.entries()).extracting(AuditRecord::objectId).containsExactly("t1", "t2");
        assertThat(page.total()).as("one more than seen: there is a next page").isEqualTo(4);
    }

    private static AuditQuery ask(
            AuditQuery any,
            Optional<Instant> since,
            Optional<Instant> before,
            Optional<String> action,
            String network) {
        return new AuditQuery(
                any.scope(),
                any.id(),
                since,
                before,
                action,
                any.actorEmail(),
                Cidr.parse(network),
                any.zoneName(),
                any.newestFirst(),
                any.offset(),
                any.limit());
    }
}
