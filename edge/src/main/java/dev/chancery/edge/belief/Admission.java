package dev.chancery.edge.belief;

import java.time.Instant;

/** Who is admitted. One belongs to one belief and never changes its mind. */
public interface Admission {
    /**
     * Judges a chain at a site that asks. May verify signatures; the answer is kept with the connection until the belief
     * changes.
     */
    Standing judge(ServedSite site, ClientChain chain, Instant instant);
}
