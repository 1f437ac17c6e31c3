package dev.chancery.edge.belief;

/** Whether a request may pass, by its client's certificate. */
public sealed interface Verdict {
    /** It may. */
    enum Admitted implements Verdict {
        YES
    }

    /**
     * It may not.
     *
     * @param reason one stable word for machines, as {@code revoked}
     * @param because one sentence for people
     */
    record Refused(String reason, String because) implements Verdict {}
}
