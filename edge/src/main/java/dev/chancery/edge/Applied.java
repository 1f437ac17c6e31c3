package dev.chancery.edge;

/**
 * What applying a belief did.
 *
 * @param cut connections that were cut because their client may not be there any more
 */
public record Applied(int cut) {}
