package dev.chancery.control.edges;

/** Whether an edge has told which leaves it believes revoked, after the database was restored from an older state. */
public enum Handover {
    /** There is nothing to tell. */
    NONE,
    /** It has not told yet, and no edge gets a lease before it does. */
    AWAITED,
    /** It has told, and has believed nothing of this lineage since. */
    TOLD;

    /** Whether it may come from another lineage, to tell what it believed in that. */
    public boolean open() {
        return this != NONE;
    }
}
