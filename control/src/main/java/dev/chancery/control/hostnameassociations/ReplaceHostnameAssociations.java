package dev.chancery.control.hostnameassociations;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.audit.Outcome;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.TrustHead;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.Hostname;
import dev.chancery.control.publishing.UploadedCertificates;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    /** Hostnames an audit entry names before it counts the others. */
    private static final int MOST_NAMED = 20;

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
        Replacement replacement = Replacement.of(store.list(tx, access.zone(), authority), wanted);
        if (replacement.isNothing()) {
            return;
        }
        AuditEntry entry = AuditEntry.of(access, Action.REPLACE, ObjectKind.HOSTNAME_ASSOCIATIONS, authority.key())
                .with("hostnames", Integer.toString(wanted.size()))
                .with("added", names(replacement.added().stream().map(Replacement.Placed::hostname)))
                .with("removed", names(replacement.removed().stream().map(Association::hostname)));
        audit.record(tx, write(tx, access, authority, replacement, entry));
    }

    private static String names(Stream<Hostname> hostnames) {
        List<String> all = hostnames.map(Hostname::ascii).toList();
        String first = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return all.size() <= MOST_NAMED ? first : first + " and %d more".formatted(all.size() - MOST_NAMED);
    }

    /** Takes the revision last, and keeps the head locked, so that no edge joins between the question and the commit. */
    private AuditEntry write(Tx tx, ZoneAccess access, Authority authority, Replacement replacement, AuditEntry entry) {
        if (!replacement.changesTrust()) {
            store.put(tx, access.zone(), authority, replacement.moved());
            return entry;
        }
        long revision = TrustHead.advance(tx);
        AuditEntry revised = entry.with("revision", Long.toString(revision));
        if (TrustHead.edgesRegistered(tx)) {
            store.put(tx, access.zone(), authority, replacement.pendingAt(revision));
            return revised.ending(Outcome.PENDING);
        }
        store.put(tx, access.zone(), authority, replacement.atOnce());
        store.delete(tx, access.zone(), authority, replacement.removed());
        return revised;
    }
}
