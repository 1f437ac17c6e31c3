package dev.chancery.edge.belief;

/**
 * What the edge believes at one moment. Replaced as a whole: a reader that took the reference has one consistent state.
 *
 * @param sites which hostnames there are
 * @param admission who is admitted at those that ask
 */
public record Belief(Sites sites, Admission admission) {
    /** Nothing: no hostname is served. */
    public static final Belief NOTHING = new Belief(
            Sites.NONE, (_, _, _) -> _ -> new Verdict.Refused("unknown_hostname", "Nothing is served here."));
}
