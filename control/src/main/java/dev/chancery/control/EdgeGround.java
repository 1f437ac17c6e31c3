package dev.chancery.control;

import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.clientcertificates.SettledClientCertificates;
import dev.chancery.control.db.Database;
import dev.chancery.control.edges.EdgeRegister;
import dev.chancery.control.edges.Enforcement;
import dev.chancery.control.edges.Settlement;
import dev.chancery.control.publishing.CurrentBundle;
import dev.chancery.control.publishing.SettledTable;
import dev.chancery.control.publishing.Trust;
import dev.chancery.control.publishing.TrustLog;

/**
 * What the families stand on where edges must hear of something.
 *
 * @param log where revisions are made
 * @param trust what edges must believe
 * @param current the same at the head, in memory
 * @param settlement what ends pending states
 * @param enforcement who waits for that
 * @param register what edges said
 */
record EdgeGround(
        TrustLog log,
        Trust trust,
        CurrentBundle current,
        Settlement settlement,
        Enforcement enforcement,
        EdgeRegister register) {
    static EdgeGround lay(Database database, Control.Rim rim) {
        Enforcement enforcement = new Enforcement(database, rim.ticker()::read);
        Settlement settlement = new Settlement();
        settlement.add(new SettledTable("hostname_association"));
        settlement.add(new SettledTable("access_certificate_hostname"));
        settlement.add(new SettledTable("access_hostname_setting"));
        Trust trust = new Trust(database, new ClientCertificateStore()::revoked);
        return new EdgeGround(
                new TrustLog(rim.clock()),
                trust,
                new CurrentBundle(trust),
                settlement,
                enforcement,
                new EdgeRegister(database, settlement, rim.clock(), enforcement::settled));
    }

    /** Ends the pending states of client certificates through the store that has their lists rebuilt. */
    void settles(ClientCertificateStore store) {
        settlement.add(new SettledClientCertificates(store));
    }
}
