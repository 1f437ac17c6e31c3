package dev.chancery.control.db;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the two engines do differently: how reads get a connection and which thread writes. */
interface Backend extends AutoCloseable {

    /** Runs a read on a read-only connection, in one transaction that sees one state. */
    <T extends @Nullable Object> T read(Function<Tx, T> work);

    /** The writer of a lane. */
    Writer writer(Lane lane);

    /** Finishes queued writes and closes every connection. */
    @Override
    void close();
}
