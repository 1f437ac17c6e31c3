package dev.chancery.control.accessplane;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.Change;
import java.net.URI;
import java.util.List;

/** Tells edges where the role access listens. */
public final class Meeting {
    private final Database database;
    private final TrustLog trust;
    private final Head head;
    private final HouseSecret secret;

    public Meeting(Database database, TrustLog trust, Head head, HouseSecret secret) {
        this.database = database;
        this.trust = trust;
        this.head = head;
        this.secret = secret;
    }

    /**
     * Says where. Saying what is said already makes no revision.
     *
     * @param url {@code http}, a host and a port
     */
    public void at(URI url) {
        AccessEntry.AccessPlane entry = new AccessEntry.AccessPlane(url, secret.reveal());
        if (head.now().plane().filter(entry::equals).isEmpty()) {
            database.write(Lane.TRUST, tx -> trust.publish(tx, List.of(Change.put(entry))));
        }
    }
}
