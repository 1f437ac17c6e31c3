package dev.chancery.edge.belief;

/** Whether the edge may speak for hostnames that ask for client certificates. */
public interface Lease {
    /** A lease that is never over, for an edge that has no control plane. */
    Lease ALWAYS = () -> true;

    /** Whether it holds now, from clocks read by this very call. Any thread; cheap. */
    boolean holds();
}
