package dev.chancery.edge.front;

import dev.chancery.edge.belief.Belief;

/** A client's connection, as its loop looks after it. Used on that loop only. */
interface ClientConnection {
    /** What the connection may do. */
    Passage passage();

    /** Whether it may go on under a belief, with all that is under way on it. */
    boolean mayStay(Belief belief);

    /** Ends it now, whatever is under way. */
    void cut();

    /** Lets what is under way finish, takes nothing new, then ends. */
    void drain();

    /** Ends what has waited too long. */
    void sweep(long now);
}
