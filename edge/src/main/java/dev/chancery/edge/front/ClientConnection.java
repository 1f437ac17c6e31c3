package dev.chancery.edge.front;

/** A client's connection, as its loop looks after it. Used on that loop only. */
interface ClientConnection {
    /** What the connection may do. */
    Passage passage();

    /** Ends it now, whatever is under way. */
    void cut();

    /** Lets what is under way finish, takes nothing new, then ends. */
    void drain();

    /** Ends what has waited too long. */
    void sweep(long now);
}
