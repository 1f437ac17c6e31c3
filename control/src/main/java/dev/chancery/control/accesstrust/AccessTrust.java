package dev.chancery.control.accesstrust;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.TrustLog;

/** Keeps what edges are told of Access to what stands in the tables. */
public final class AccessTrust {
    private final TrustLog log;
    private final AccessRowStore rows;

    /**
     * @param edgePort the port clients reach edges at, which auth domains are told with
     */
    public AccessTrust(TrustLog log, int edgePort) {
        this.log = log;
        this.rows = new AccessRowStore(edgePort);
    }

    /** Begins to note what a write in {@link Lane#TRUST} changes, before it changes it. */
    public Told in(Tx tx) {
        return new Told(tx, log, rows);
    }

    /**
     * Tells edges what they were not told: of a database that is older than the edges' knowledge of Access, and of another port.
     * Called at start; writes nothing where nothing is new.
     */
    public void catchUp(Database database) {
        boolean behind = database.read(tx -> !everything(tx).changes().isEmpty());
        if (behind) {
            database.write(Lane.TRUST, tx -> everything(tx).publish().isPresent());
        }
    }

    private Told everything(Tx tx) {
        Told told = in(tx);
        rows.accounts(tx).forEach(told::account);
        return told;
    }
}
