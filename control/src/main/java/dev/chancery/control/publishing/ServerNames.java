package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.trust.HostnamePattern;
import java.util.Set;

/** For which hostnames of a zone somebody uploaded a server certificate. */
public interface ServerNames {
    /** The patterns of every uploaded certificate of the zone that edges show or are about to; an expired one's too. */
    Set<HostnamePattern> uploaded(Tx tx, ZoneId zone);
}
