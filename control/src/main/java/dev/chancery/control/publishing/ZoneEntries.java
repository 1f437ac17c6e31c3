package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.pki.Der;
import dev.chancery.pki.Pem;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What edges were told of a zone's hostnames, by whichever feature: for when the zone itself goes. */
public final class ZoneEntries {
    private ZoneEntries() {}

    /**
     * Deletes all of it, those on their way out too.
     *
     * @param zone its id
     * @return what edges are to believe no longer
     */
    public static List<Change> delete(Tx tx, String zone) {
        List<TrustEntry.Config> gone = new ArrayList<>(associations(tx, zone));
        gone.addAll(
                tx.sql("delete from access_certificate_hostname where zone_id = ? returning hostname, certificate_id")
                        .text(zone)
                        .list(row -> new TrustEntry.Binding(new Hostname(row.text(1)), new AuthorityId(row.uuid(2)))));
        gone.addAll(tx.sql("delete from access_hostname_setting where zone_id = ? returning hostname")
                .text(zone)
                .list(row -> new TrustEntry.Settings(new Hostname(row.text(1)), false, false)));
        gone.addAll(tx.sql("delete from edge_route where zone_id = ? returning hostname, origin")
                .text(zone)
                .list(row -> new TrustEntry.Route(new Hostname(row.text(1)), URI.create(row.text(2)))));
        gone.addAll(tx.sql("delete from edge_rules where zone_id = ? returning hostname")
                .text(zone)
                .list(row -> new TrustEntry.Rules(new Hostname(row.text(1)), TrustEntry.Mode.ENFORCE, 0, false)));
        gone.addAll(serverCertificates(tx, zone));
        return gone.stream().map(Change::take).toList();
    }

    /** Server certificates, whose keys are destroyed: edges know a certificate by the id of its key. */
    private static List<TrustEntry.ServerCertificate> serverCertificates(Tx tx, String zone) {
        List<TrustEntry.ServerCertificate> gone = new ArrayList<>();
        tx.sql("delete from custom_certificate where zone_id = ? returning key_id, certificates")
                .text(zone)
                .forEach(
                        row -> Optional.ofNullable(row.uuidOrNull(1))
                                .map(key -> StoredBundle.serverCertificate(key, row.text(2))),
                        entry -> entry.ifPresent(gone::add));
        gone.addAll(tx.sql("delete from local_certificate where zone_id = ? returning key_id, certificate")
                .text(zone)
                .list(row ->
                        StoredBundle.serverCertificate(row.uuid(1), Pem.encode("CERTIFICATE", Der.of(row.bytes(2))))));
        for (TrustEntry.ServerCertificate entry : gone) {
            tx.sql("delete from ca_key where id = ?").uuid(entry.id()).run();
        }
        return gone;
    }

    private static List<TrustEntry.Binding> associations(Tx tx, String zone) {
        List<AuthorityId> managed = tx.sql("select c.id from managed_ca c join zone z on z.account_id = c.account_id"
                        + " where z.id = ? and c.role = 'issuing' and c.retired_on is null")
                .text(zone)
                .list(row -> new AuthorityId(row.uuid(1)));
        List<TrustEntry.Binding> bindings = new ArrayList<>();
        tx.sql("delete from hostname_association where zone_id = ? returning hostname, authority")
                .text(zone)
                .forEach(
                        row -> new Association(new Hostname(row.text(1)), row.text(2)),
                        association -> association.authorities(managed).stream()
                                .map(authority -> new TrustEntry.Binding(association.hostname, authority))
                                .forEach(bindings::add));
        return bindings;
    }

    private record Association(Hostname hostname, String authority) {
        List<AuthorityId> authorities(List<AuthorityId> managed) {
            return authority.equals("managed") ? managed : List.of(new AuthorityId(UUID.fromString(authority)));
        }
    }
}
