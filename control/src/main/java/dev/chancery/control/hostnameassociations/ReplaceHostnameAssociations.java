package dev.chancery.control.hostnameassociations;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.Publication;
import dev.chancery.control.publishing.Replacement;
import dev.chancery.control.publishing.UploadedCertificates;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Replaces the whole list of an authority in a zone. Order is kept; a name given twice counts once, where it stood first. The
 * new list is what the next read shows, however far the edges are; a list that is already there changes nothing, and mere order
 * is told to no edge.
 *
 * <p>Refusals: names that are no hostnames (1480) and names outside the zone (1481), all of them at once, each at
 * {@code /hostnames/i}; an uploaded CA that is not there (1472, 404); an uploaded certificate that is no CA (1474, at
 * {@code /mtls_certificate_id}); a zone that was deleted meanwhile (7003, 404).
 */
public final class ReplaceHostnameAssociations {
    private final Database database;
    private final UploadedCertificates uploaded;
    private final AuditLog audit;
    private final HostnameAssociationStore store = new HostnameAssociationStore();

    public ReplaceHostnameAssociations(Database database, UploadedCertificates uploaded, AuditLog audit) {
        this.database = database;
        this.uploaded = uploaded;
        this.audit = audit;
    }

    /**
     * @param texts the hostnames as they were sent
     * @return the list as it is now
     * @throws Refusal as the class says
     */
    public List<Hostname> replace(ZoneAccess access, Authority authority, List<String> texts) {
        List<Hostname> wanted = HostnameList.read(texts, access.zoneName());
        database.write(Lane.TRUST, tx -> {
            replace(tx, access, authority, wanted);
            return wanted.size();
        });
        return wanted;
    }

    private void replace(Tx tx, ZoneAccess access, Authority authority, List<Hostname> wanted) {
        if (!store.lockZone(tx, access.zone())) {
            throw ErrorCode.INVALID_IDENTIFIER.refusal(
                    "Could not route to /zones/%s, perhaps your object identifier is invalid?"
                            .formatted(access.zone()));
        }
        if (authority instanceof Authority.Uploaded(var certificate)) {
            UploadedCa.require(uploaded.hold(tx, access.account(), certificate), certificate, "/mtls_certificate_id");
        }
        SequencedMap<Hostname, Authority> judged = new LinkedHashMap<>();
        wanted.forEach(hostname -> judged.put(hostname, authority));
        Replacement<Authority> replacement = Replacement.of(store.list(tx, access.zone(), authority), judged);
        if (replacement.isNothing()) {
            return;
        }
        audit.record(
                tx,
                Publication.write(
                        tx,
                        replacement,
                        store.of(tx, access.zone()),
                        AuditEntry.of(access, Action.REPLACE, ObjectKind.HOSTNAME_ASSOCIATIONS, authority.key())
                                .with("hostnames", Integer.toString(wanted.size()))));
    }
}
