package dev.chancery.control.issuing;

import dev.chancery.ca.KeySpec;
import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.principal.Grants;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.UserId;
import dev.chancery.pki.KeyPolicy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** One process of the house, as far as keys and CAs go. */
record Replica(Database database, KeyCustody custody, ManagedCas cas) {
    static final AccountId ACCOUNT = new AccountId("a".repeat(32));
    static final Actor ACTOR = new Actor(
            new Principal(
                    Principal.Kind.USER_TOKEN,
                    "d".repeat(32),
                    new Principal.Owner.OfUser(new UserId("c".repeat(32))),
                    "deploy",
                    new Grants.Everything(),
                    Set.of(ACCOUNT),
                    false),
            "192.0.2.1",
            "request-1");
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T12:00:00Z"));
    static final String BASE = "http://pki.example.com:8787";

    /** A process with the seal key in this file. */
    static Replica start(Database database, Path sealFile, KeySpec spec, String base) {
        SecureRandom random = new SecureRandom();
        KeyCustody custody = KeyCustody.open(database, LocalKeyFileSeal.openOrCreate(sealFile, random), random);
        return new Replica(database, custody, cas(database, custody, spec, base));
    }

    static Replica start(Database database, Path sealFile) {
        return start(database, sealFile, KeySpec.P_256, BASE);
    }

    private static ManagedCas cas(Database database, KeyCustody custody, KeySpec spec, String base) {
        SecureRandom random = new SecureRandom();
        AuditLog audit = new AuditLog(CLOCK);
        ManagedCaBirth birth = new ManagedCaBirth(database, custody, audit, new PublicUrl(base), spec, random, CLOCK);
        return new ManagedCas(database, custody, birth, KeyPolicy.standard(), random, CLOCK);
    }

    /** The account, without which there is nothing to own a key. */
    static void createAccount(Database database) {
        database.write(
                Lane.GENERAL,
                tx -> tx.sql(
                                "insert into account (id, name, type, settings, created_on) values (?, 'Test', 'standard', '{}', 0)")
                        .text(ACCOUNT.hex())
                        .run());
    }
}
