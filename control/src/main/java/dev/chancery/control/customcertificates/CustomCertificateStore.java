package dev.chancery.control.customcertificates;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.DeploymentStatus;
import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.CertificateBundle;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PemException;
import dev.chancery.trust.HostnamePattern;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of custom certificates. One on its way out has no key any more, and only edges are still concerned with it. */
final class CustomCertificateStore {
    private static final String COLUMNS =
            "select id, zone_id, type, bundle_method, certificates, hosts, patterns, key_id,"
                    + " uploaded_on, modified_on, status, pending_revision from custom_certificate";
    private static final String FILTER =
            " where zone_id = ? and status in (?, ?) and expires_on >= ? and expires_on < ?";

    /** One that is not on its way out. */
    Optional<CustomCertificate> find(Tx tx, ZoneId zone, CustomCertificateId id) {
        return tx.sql(COLUMNS + " where id = ? and zone_id = ? and status <> 'pending_deletion'")
                .uuid(id.uuid())
                .text(zone.hex())
                .first(CustomCertificateStore::read);
    }

    /** A slice of what a filter shows, in the order of upload. */
    List<CustomCertificate> list(Tx tx, ZoneId zone, CertificateFilter filter, long offset, long limit) {
        return filtered(tx, COLUMNS + FILTER + " order by uploaded_on, id limit ? offset ?", zone, filter)
                .number(limit)
                .number(offset)
                .list(CustomCertificateStore::read);
    }

    long count(Tx tx, ZoneId zone, CertificateFilter filter) {
        return filtered(tx, "select count(*) from custom_certificate" + FILTER, zone, filter)
                .first(row -> row.number(1))
                .orElse(0L);
    }

    private static Sql filtered(Tx tx, String text, ZoneId zone, CertificateFilter filter) {
        return tx.sql(text)
                .text(zone.hex())
                .text(filter.first().word())
                .text(filter.second().word())
                .instant(filter.expiringFrom())
                .instant(filter.expiringBefore());
    }

    /** The patterns of a zone's certificates that are not on their way out. */
    Set<HostnamePattern> patterns(Tx tx, ZoneId zone) {
        Set<HostnamePattern> patterns = new HashSet<>();
        tx.sql("select patterns from custom_certificate where zone_id = ? and status <> 'pending_deletion'")
                .text(zone.hex())
                .forEach(row -> patterns(row.text(1)), patterns::addAll);
        return patterns;
    }

    void insert(Tx tx, CustomCertificate certificate) {
        Sql insert = tx.sql("insert into custom_certificate (id, zone_id, type, bundle_method, certificates, hosts,"
                + " patterns, issuer, signature, key_id, uploaded_on, modified_on, expires_on, status, pending_revision,"
                + " digest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.uuid(certificate.id().uuid())
                .text(certificate.zone().hex())
                .text(certificate.type().word());
        values(insert, certificate).run();
    }

    /** Writes one anew. */
    void update(Tx tx, CustomCertificateId old, CustomCertificate certificate) {
        Sql update = tx.sql("update custom_certificate set id = ?, bundle_method = ?, certificates = ?, hosts = ?,"
                        + " patterns = ?, issuer = ?, signature = ?, key_id = ?, uploaded_on = ?, modified_on = ?,"
                        + " expires_on = ?, status = ?, pending_revision = ?, digest = ? where id = ?")
                .uuid(certificate.id().uuid());
        values(update, certificate).uuid(old.uuid()).run();
    }

    private static Sql values(Sql sql, CustomCertificate certificate) {
        return sql.text(certificate.bundleMethod().word())
                .text(certificate.chain().stream().map(Certificate::toPem).collect(Collectors.joining()))
                .text(String.join("\n", certificate.hosts()))
                .text(certificate.patterns().stream().map(HostnamePattern::text).collect(Collectors.joining("\n")))
                .text(certificate.leaf().issuerString())
                .text(certificate.leaf().signatureName())
                .uuid(certificate.key())
                .instant(certificate.uploadedOn())
                .instant(certificate.modifiedOn())
                .instant(certificate.leaf().notAfter())
                .text(certificate.status().word())
                .numberOrNull(certificate.pendingRevision())
                .text(new CertificateBundle(certificate.chain(), List.of()).fingerprint());
    }

    /** The statuses of the same chain as an mTLS certificate's, in live zones of its account. */
    Set<DeploymentStatus> statusesOfSame(Tx tx, MtlsCertificateId certificate) {
        return tx
                .sql(
                        "select distinct c.status from mtls_certificate m join custom_certificate c on c.digest = m.fingerprint"
                                + " join zone z on z.id = c.zone_id and z.account_id = m.account_id where m.id = ?")
                .uuid(certificate.uuid())
                .list(row -> DeploymentStatus.ofWord(row.text(1)))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Marks one as on its way out, and lets go of its key. */
    void leave(Tx tx, CustomCertificateId id) {
        tx.sql("update custom_certificate set status = 'pending_deletion', key_id = null where id = ?")
                .uuid(id.uuid())
                .run();
    }

    /** Says for which revision a row waits. */
    void await(Tx tx, CustomCertificateId id, long revision) {
        tx.sql("update custom_certificate set pending_revision = ? where id = ?")
                .number(revision)
                .uuid(id.uuid())
                .run();
    }

    void delete(Tx tx, CustomCertificateId id) {
        tx.sql("delete from custom_certificate where id = ?").uuid(id.uuid()).run();
    }

    private static CustomCertificate read(Row row) {
        return new CustomCertificate(
                new CustomCertificateId(row.uuid(1)),
                new ZoneId(row.text(2)),
                CertificateType.ofWord(row.text(3)).orElseThrow(),
                BundleMethod.ofWord(row.text(4)).orElseThrow(),
                chain(row.text(5)),
                row.text(6).lines().toList(),
                patterns(row.text(7)),
                row.uuid(8),
                row.instant(9),
                row.instant(10),
                DeploymentStatus.ofWord(row.text(11)),
                row.numberOrNull(12));
    }

    private static List<HostnamePattern> patterns(String lines) {
        return lines.lines().map(HostnamePattern::new).toList();
    }

    private static List<Certificate> chain(String pem) {
        try {
            return CertificateBundle.parsePem(pem).certificates();
        } catch (PemException | DerException e) {
            throw new DatabaseException("a custom certificate is damaged", e);
        }
    }
}
