package dev.chancery.control.accesscertificates;

import dev.chancery.control.accesscertificates.HostnameSetting.Value;
import dev.chancery.control.accesscertificates.LocatedHostnames.Located;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.Publication;
import dev.chancery.control.publishing.Replacement;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Replaces every hostname setting a view sees. Lists that arrive at the same time are put in order and applied, each whole: no
 * caller is ever told to come again. The new list is what the next read shows, however far the edges are; what is there already
 * changes nothing. A hostname need not be bound to a certificate.
 *
 * <p>Refusals, all at once: texts that are no hostnames (12130) and hostnames outside the account's zones or the view's zone
 * (12036), each at {@code /settings/i/hostname}; a hostname given twice with different settings (12130); the China network where
 * the zone has none (12130, {@code /settings/i/china_network}). A zone or account that was deleted meanwhile: 12036.
 */
public final class ReplaceHostnameSettings {
    private final Database database;
    private final Publication publication;
    private final AuditLog audit;
    private final AccountZoneStore zones = new AccountZoneStore();
    private final HostnameSettingStore store = new HostnameSettingStore();

    public ReplaceHostnameSettings(Database database, Publication publication, AuditLog audit) {
        this.database = database;
        this.publication = publication;
        this.audit = audit;
    }

    /**
     * @param found what the parser found wrong, to be told together with what this finds
     * @return the settings as the view sees them now
     * @throws Refusal as the class says
     */
    public List<HostnameSetting> replace(View view, List<SettingDraft> drafts, List<Fault> found) {
        List<Fault> faults = new ArrayList<>(found);
        AccountZones known = database.read(tx -> zones.zones(tx, view.account()));
        LocatedHostnames located = new LocatedHostnames();
        SequencedMap<Hostname, Value> wanted = new LinkedHashMap<>();
        HostnameReader reader = new HostnameReader(view, known, faults);
        for (SettingDraft draft : drafts) {
            reader.read(draft.hostname(), draft.place() + "/hostname").ifPresent(at -> {
                Value value = value(draft, at, faults);
                if (located.add(at)) {
                    wanted.put(at.hostname(), value);
                } else if (!value.equals(wanted.get(at.hostname()))) {
                    faults.add(AccessFaults.invalid(
                            at.place(),
                            "%s: %s again, with other settings (expected: each hostname once)"
                                    .formatted(at.place().substring(1), at.hostname())));
                }
            });
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        database.write(Lane.TRUST, tx -> {
            write(tx, view, located, wanted);
            return wanted.size();
        });
        return wanted.entrySet().stream()
                .map(entry -> new HostnameSetting(
                        entry.getKey(),
                        entry.getValue().chinaNetwork(),
                        entry.getValue().clientCertificateForwarding()))
                .toList();
    }

    private static Value value(SettingDraft draft, Located at, List<Fault> faults) {
        if (draft.chinaNetwork() && !at.zone().chinaNetwork()) {
            faults.add(AccessFaults.invalid(
                    draft.place() + "/china_network",
                    "%s/china_network: true (expected: false; the zone %s is not served by the China network)"
                            .formatted(draft.place().substring(1), at.zone().name())));
        }
        return new Value(at.zone().id(), draft.chinaNetwork(), draft.clientCertificateForwarding());
    }

    private void write(Tx tx, View view, LocatedHostnames located, SequencedMap<Hostname, Value> wanted) {
        zones.lockAccount(tx, view.account());
        located.hold(tx, zones, view);
        Replacement<Value> replacement =
                Replacement.of(located.within(store.list(tx, view.account()), view, Value::zone), wanted);
        if (replacement.isNothing()) {
            return;
        }
        audit.record(
                tx,
                publication.write(
                        tx,
                        replacement,
                        store.of(tx, view.account()),
                        view.entry(Action.REPLACE, ObjectKind.ACCESS_HOSTNAME_SETTINGS, view.id())
                                .with("hostnames", Integer.toString(wanted.size()))));
    }
}
