package dev.chancery.control.db;

import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as its caller holds it: something to pass on to stores. In a write it is one member of a group, with a
 * savepoint of its own. It ends with the function it was given to and is used by no other thread.
 */
public final class Tx {
    private final Session session;
    private final @Nullable Group group;
    private boolean unmarked;
    private boolean ended;

    /**
     * @param group what the members of a write share; null in a read
     * @param marks whether a savepoint must stand before the first statement
     */
    Tx(Session session, @Nullable Group group, boolean marks) {
        this.session = session;
        this.group = group;
        this.unmarked = marks;
    }

    /** The engine, for the few texts that must differ. */
    public Engine engine() {
        return session.engine();
    }

    /** A statement to bind and run; for stores. Texts are constants: they are prepared once per connection. */
    public Sql sql(String text) {
        speak();
        return session.sql(text);
    }

    /** The Jdbi handle; for stores. Transactions and closing are not theirs. */
    public Handle handle() {
        speak();
        return session.handle();
    }

    /**
     * What the members of this write's group gather together, made at the first asking.
     *
     * @throws IllegalStateException in a read
     */
    public <S extends GroupState<?>> S group(Class<S> kind, Supplier<S> factory) {
        return group().state(kind, factory);
    }

    /**
     * Has something done once the commit is durable and before the caller goes on, for example dropping a cached value. Not
     * done if this member fails or the commit does. Whatever it throws is logged and does not reach the caller.
     *
     * @throws IllegalStateException in a read
     */
    public void afterCommit(Runnable hook) {
        group().afterCommit(hook);
    }

    /** Whether this is a write. */
    public boolean writes() {
        return group != null;
    }

    /** Whether something may have been done since the savepoint that must be undone if the member fails. */
    boolean spoke() {
        return !unmarked;
    }

    void end() {
        ended = true;
    }

    private void speak() {
        if (ended) {
            throw new IllegalStateException(
                    "the transaction has ended (expected: use inside the function it was given to)");
        }
        if (unmarked) {
            session.mark();
            unmarked = false;
        }
    }

    private Group group() {
        if (group == null) {
            throw new IllegalStateException("this transaction only reads (expected: Database.write)");
        }
        return group;
    }
}
