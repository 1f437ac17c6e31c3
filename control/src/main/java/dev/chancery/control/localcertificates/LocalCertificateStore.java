package dev.chancery.control.localcertificates;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.trust.Hostname;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of local server certificates. */
final class LocalCertificateStore {
    private static final String COLUMNS =
            "select l.hostname, l.zone_id, z.account_id, l.certificate, l.key_id, l.made_on"
                    + " from local_certificate l join zone z on z.id = l.zone_id";

    Optional<LocalCertificate> find(Tx tx, Hostname hostname) {
        return tx.sql(COLUMNS + " where l.hostname = ?").text(hostname.ascii()).first(LocalCertificateStore::read);
    }

    List<LocalCertificate> ofZone(Tx tx, ZoneId zone) {
        return tx.sql(COLUMNS + " where l.zone_id = ? order by l.hostname")
                .text(zone.hex())
                .list(LocalCertificateStore::read);
    }

    /** At most so many that end before an instant, those that end first first. */
    List<LocalCertificate> endingBefore(Tx tx, Instant instant, int most) {
        return tx.sql(COLUMNS + " where l.expires_on < ? order by l.expires_on limit ?")
                .instant(instant)
                .number(most)
                .list(LocalCertificateStore::read);
    }

    /** A hostname that lies in a zone. */
    record Placed(AccountId account, ZoneId zone, Hostname hostname) {}

    /** Auth domains that lie in a live zone of their organization's account and have no local certificate. */
    List<Placed> uncertifiedAuthDomains(Tx tx, int most) {
        return tx.sql("select o.account_id, min(z.id), o.auth_domain from access_organization o"
                        + " join zone z on z.account_id = o.account_id and z.deleted_on is null"
                        + " and (o.auth_domain = z.name or o.auth_domain like '%.' || z.name)"
                        + " where not exists (select 1 from local_certificate l where l.hostname = o.auth_domain)"
                        + " group by o.account_id, o.auth_domain order by o.auth_domain limit ?")
                .number(most)
                .list(row ->
                        new Placed(new AccountId(row.text(1)), new ZoneId(row.text(2)), new Hostname(row.text(3))));
    }

    void insert(Tx tx, LocalCertificate local) {
        tx.sql("insert into local_certificate (hostname, zone_id, certificate, key_id, made_on, expires_on)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .text(local.hostname().ascii())
                .text(local.zone().hex())
                .bytes(local.certificate().der().toByteArray())
                .uuid(local.key())
                .instant(local.madeOn())
                .instant(local.certificate().notAfter())
                .run();
    }

    /**
     * Puts a certificate in the place of the one with this key.
     *
     * @return whether that one still stood there
     */
    boolean replace(Tx tx, UUID oldKey, LocalCertificate local) {
        return tx.sql("update local_certificate set certificate = ?, key_id = ?, made_on = ?, expires_on = ?"
                                + " where hostname = ? and key_id = ?")
                        .bytes(local.certificate().der().toByteArray())
                        .uuid(local.key())
                        .instant(local.madeOn())
                        .instant(local.certificate().notAfter())
                        .text(local.hostname().ascii())
                        .uuid(oldKey)
                        .run()
                == 1;
    }

    void delete(Tx tx, Hostname hostname) {
        tx.sql("delete from local_certificate where hostname = ?")
                .text(hostname.ascii())
                .run();
    }

    private static LocalCertificate read(Row row) {
        try {
            return new LocalCertificate(
                    new Hostname(row.text(1)),
                    new ZoneId(row.text(2)),
                    new AccountId(row.text(3)),
                    Certificate.parse(Der.of(row.bytes(4))),
                    row.uuid(5),
                    row.instant(6));
        } catch (DerException e) {
            throw new DatabaseException("a local certificate is damaged", e);
        }
    }
}
