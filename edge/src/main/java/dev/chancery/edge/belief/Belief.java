package dev.chancery.edge.belief;

/**
 * What the edge believes at one moment. Replaced as a whole: a reader that took the reference has one consistent state, and two
 * are the same only if they are one.
 */
public final class Belief {
    /** Nothing: no hostname is served. */
    public static final Belief NOTHING = new Belief(
            ServedSites.NONE, (_, _, _) -> _ -> new Verdict.Refused("unknown_hostname", "Nothing is served here."));

    private final ServedSites sites;
    private final Admission admission;

    /**
     * @param sites which hostnames there are
     * @param admission who is admitted at those that ask
     */
    public Belief(ServedSites sites, Admission admission) {
        this.sites = sites;
        this.admission = admission;
    }

    /** Which hostnames there are. */
    public ServedSites sites() {
        return sites;
    }

    /** Who is admitted at those that ask. */
    public Admission admission() {
        return admission;
    }
}
