package dev.chancery.edge.origin;

/** Where idle HTTP/1.1 connections of one origin lie. */
interface Shelf {
    /** Puts a connection that is ready for the next exchange. */
    void put(OriginLine line);

    /** Takes note of a connection that is gone, idle or not. */
    void forget(OriginLine line);
}
