package dev.chancery.control.sshcertificates;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.SshAuthority;
import dev.chancery.pki.UInt64;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The tables of SSH certificates and of their CAs' revocation lists. */
final class SshCertificateStore {
    private static final String COLUMNS =
            "select ca_id, serial, key_id, account_id, email, principal, valid_until from ssh_certificate";

    /** At most so many are forgotten in one transaction. */
    private static final int BITE = 5_000;

    /** Inserts what a group of writes signed. */
    void insert(Tx tx, List<SignedCertificate> signed) {
        Sql insert =
                tx.sql("insert into ssh_certificate (ca_id, serial, key_id, account_id, email, principal, valid_until)"
                        + " values (?, ?, ?, ?, ?, ?, ?)");
        for (SignedCertificate one : signed) {
            insert.text(one.ca())
                    .text(hex(one.serial()))
                    .text(one.keyId())
                    .text(one.account().hex())
                    .text(one.email())
                    .text(one.principal())
                    .instant(one.validUntil())
                    .add();
        }
        insert.runBatch();
    }

    /** The certificates of a CA with this number, with this key id, or of this person. */
    List<SignedCertificate> find(Tx tx, SshAuthority ca, Which which) {
        return switch (which) {
            case Which.BySerial(UInt64 serial) ->
                tx.sql(COLUMNS + " where ca_id = ? and serial = ?")
                        .text(ca.id())
                        .text(hex(serial))
                        .list(SshCertificateStore::read);
            case Which.ByKeyId(String keyId) ->
                tx.sql(COLUMNS + " where key_id = ? and ca_id = ?")
                        .text(keyId)
                        .text(ca.id())
                        .list(SshCertificateStore::read);
            case Which.ByEmail(String email) ->
                tx.sql(COLUMNS + " where account_id = ? and email = ? and ca_id = ? order by valid_until, serial")
                        .text(ca.account().hex())
                        .text(email)
                        .text(ca.id())
                        .list(SshCertificateStore::read);
        };
    }

    /** Every certificate of a person, whichever CA of the account signed it. */
    List<SignedCertificate> of(Tx tx, AccountId account, String email) {
        return tx.sql(COLUMNS + " where account_id = ? and email = ? order by ca_id, valid_until, serial")
                .text(account.hex())
                .text(email)
                .list(SshCertificateStore::read);
    }

    /**
     * Revokes certificates, and lets the lists of their CAs grow.
     *
     * @return those that were good until now
     */
    List<SignedCertificate> revoke(Tx tx, List<SignedCertificate> certificates, Instant now) {
        List<SignedCertificate> fresh = certificates.stream()
                .filter(certificate -> mark(tx, certificate, now))
                .toList();
        fresh.stream().map(SignedCertificate::ca).distinct().sorted().forEach(ca -> changed(tx, ca, now));
        return fresh;
    }

    private static boolean mark(Tx tx, SignedCertificate certificate, Instant now) {
        return tx.sql("update ssh_certificate set revoked_on = ?"
                                + " where ca_id = ? and serial = ? and revoked_on is null")
                        .instant(now)
                        .text(certificate.ca())
                        .text(hex(certificate.serial()))
                        .run()
                == 1;
    }

    /** The list of a CA has changed: its number grows. */
    private static void changed(Tx tx, String ca, Instant now) {
        tx.sql("insert into ssh_krl (ca_id, number, changed_on) values (?, ?, ?) on conflict (ca_id) do update set"
                        + " number = case when excluded.number > ssh_krl.number then excluded.number"
                        + " else ssh_krl.number + 1 end, changed_on = excluded.changed_on")
                .text(ca)
                .number(now.getEpochSecond())
                .instant(now)
                .run();
    }

    /** How the list of a CA stands; empty if it never named anybody. */
    Optional<KrlState> krl(Tx tx, String ca) {
        return tx.sql("select number, changed_on from ssh_krl where ca_id = ?")
                .text(ca)
                .first(row -> new KrlState(row.number(1), row.instant(2)));
    }

    /** The numbers of the revoked certificates of a CA. */
    List<UInt64> revoked(Tx tx, String ca) {
        return tx.sql("select serial from ssh_certificate where ca_id = ? and revoked_on is not null")
                .text(ca)
                .list(row -> serial(row.text(1)));
    }

    /**
     * Forgets certificates that ended before an instant, and lets the lists grow by which the forgotten were revoked.
     *
     * @return whether there may be more
     */
    boolean forget(Tx tx, Instant end, Instant now) {
        String few =
                "select ca_id, serial from ssh_certificate where valid_until < ? order by valid_until, ca_id, serial"
                        + " limit " + BITE;
        tx.sql("select distinct c.ca_id from (" + few + ") gone join ssh_certificate c"
                        + " on c.ca_id = gone.ca_id and c.serial = gone.serial where c.revoked_on is not null")
                .instant(end)
                .list(row -> row.text(1))
                .forEach(ca -> changed(tx, ca, now));
        return tx.sql("delete from ssh_certificate where (ca_id, serial) in (" + few + ")")
                        .instant(end)
                        .run()
                == BITE;
    }

    private static SignedCertificate read(Row row) {
        return new SignedCertificate(
                row.text(1),
                serial(row.text(2)),
                row.text(3),
                new AccountId(row.text(4)),
                row.text(5),
                row.text(6),
                row.instant(7));
    }

    private static String hex(UInt64 serial) {
        return HexFormat.of().toHexDigits(serial.bits());
    }

    private static UInt64 serial(String hex) {
        return new UInt64(HexFormat.fromHexDigitsToLong(hex));
    }
}
