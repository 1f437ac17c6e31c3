package dev.chancery.control.hostnameassociations;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.CaPair;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.publishing.Publication;
import dev.chancery.control.publishing.Replacement;
import dev.chancery.control.publishing.UploadedCertificates;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Hostname;
import dev.chancery.trust.TrustEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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
    private final ManagedCas cas;
    private final Publication publication;
    private final AuditLog audit;
    private final HostnameAssociationStore store = new HostnameAssociationStore();

    public ReplaceHostnameAssociations(
            Database database, UploadedCertificates uploaded, ManagedCas cas, Publication publication, AuditLog audit) {
        this.database = database;
        this.uploaded = uploaded;
        this.cas = cas;
        this.publication = publication;
        this.audit = audit;
    }

    /**
     * @param texts the hostnames as they were sent
     * @return the list as it is now
     * @throws Refusal as the class says
     */
    public List<Hostname> replace(ZoneAccess access, Authority authority, List<String> texts) {
        List<Hostname> wanted = HostnameList.read(texts, access.zoneName());
        Optional<TrustEntry.Authority> managed =
                authority instanceof Authority.Managed ? Optional.of(managed(access)) : Optional.empty();
        database.write(Lane.TRUST, tx -> {
            replace(tx, access, authority, managed, wanted);
            return wanted.size();
        });
        return wanted;
    }

    /** Edges cannot be told to believe a CA that does not exist, so it is made with its first hostname. */
    private TrustEntry.Authority managed(ZoneAccess access) {
        CaPair pair = cas.pair(access.account(), access.actor());
        return new TrustEntry.Authority(
                new AuthorityId(pair.issuing().id()),
                TrustEntry.AuthorityKind.MANAGED,
                List.of(pair.issuing().certificate(), pair.root().certificate()));
    }

    private void replace(
            Tx tx,
            ZoneAccess access,
            Authority authority,
            Optional<TrustEntry.Authority> managed,
            List<Hostname> wanted) {
        if (!store.lockZone(tx, access.zone())) {
            throw ErrorCode.INVALID_IDENTIFIER.refusal(
                    "Could not route to /zones/%s, perhaps your object identifier is invalid?"
                            .formatted(access.zone()));
        }
        TrustEntry.Authority believed = switch (authority) {
            case Authority.Managed any -> managed.orElseThrow();
            case Authority.Uploaded(var certificate) -> {
                UploadedCa.require(
                        uploaded.hold(tx, access.account(), certificate), certificate, "/mtls_certificate_id");
                yield uploaded.authority(tx, certificate);
            }
        };
        SequencedMap<Hostname, Authority> judged = new LinkedHashMap<>();
        wanted.forEach(hostname -> judged.put(hostname, authority));
        Replacement<Authority> replacement = Replacement.of(store.list(tx, access.zone(), authority), judged);
        if (replacement.isNothing()) {
            return;
        }
        audit.record(
                tx,
                publication.write(
                        tx,
                        replacement,
                        store.of(tx, access.zone(), believed),
                        AuditEntry.of(access, Action.REPLACE, ObjectKind.HOSTNAME_ASSOCIATIONS, authority.key())
                                .with("hostnames", Integer.toString(wanted.size()))));
    }
}
