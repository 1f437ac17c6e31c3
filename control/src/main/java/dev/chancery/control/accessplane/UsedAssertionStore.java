package dev.chancery.control.accessplane;

import dev.chancery.control.db.Tx;
import java.time.Instant;
import java.util.UUID;

/** The table of assertions that were used. */
final class UsedAssertionStore {
    /** Answers whether it was not there: of several that insert at once, one hears yes. */
    boolean insert(Tx tx, UUID provider, String name, Instant until) {
        return tx.sql("insert into saml_assertion_used (provider_id, name, expires_on) values (?, ?, ?)"
                                + " on conflict (provider_id, name) do nothing")
                        .uuid(provider)
                        .text(name)
                        .instant(until)
                        .run()
                == 1;
    }

    void deleteExpired(Tx tx, Instant now) {
        tx.sql("delete from saml_assertion_used where expires_on <= ?")
                .instant(now)
                .run();
    }
}
