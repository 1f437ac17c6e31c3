package dev.chancery.control.db;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs groups of writes on one connection: begin, members in turn, flush, commit, tell everybody.
 *
 * <p>This is the one place where a group is run again: after a conflict or a lost connection as a whole, after a failure that
 * belongs to no single member (a flush, a poisoned transaction) member by member. Nothing is run again once COMMIT was sent.
 */
final class GroupRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupRunner.class);
    private static final int MOST_RUNS = 20;

    private final Supplier<Session> source;
    private @Nullable Session session;

    GroupRunner(Supplier<Session> source) {
        this.source = source;
    }

    /** How one run of a group ended. */
    private sealed interface Run {
        /** Everybody has been told. */
        record Ended() implements Run {}

        /** Nothing is durable and nobody has been told. */
        record Undone(Throwable cause) implements Run {}
    }

    void run(List<? extends Member<?>> members) {
        Throwable last = null;
        for (int runs = 0; runs < MOST_RUNS; runs++) {
            Run run = attempt(members);
            if (!(run instanceof Run.Undone(Throwable cause))) {
                return;
            }
            last = cause;
            FailureKind kind = FailureKind.of(cause);
            if (kind == FailureKind.LASTING) {
                break;
            }
            LOG.warn("running a group of {} writes again: {} ({})", members.size(), kind, cause.getMessage());
        }
        if (members.size() > 1 && FailureKind.of(last) == FailureKind.LASTING) {
            members.forEach(member -> run(List.of(member)));
        } else {
            fail(members, "the write was not made", last);
        }
    }

    private Run attempt(List<? extends Member<?>> members) {
        Session open;
        try {
            open = open();
            open.begin();
        } catch (RuntimeException e) {
            // The pool has already waited and tried again.
            drop();
            fail(members, "the database cannot be reached", e);
            return new Run.Ended();
        }
        Group group = new Group();
        try {
            Throwable undone = runMembers(open, group, members);
            if (undone != null) {
                undo(open, undone);
                return new Run.Undone(undone);
            }
            open.releaseMark();
            group.flush(new Tx(open, group, false));
        } catch (RuntimeException e) {
            undo(open, e);
            return members.size() == 1 && FailureKind.of(e) == FailureKind.LASTING
                    ? ended(members, e)
                    : new Run.Undone(e);
        }
        return commit(open, group, members);
    }

    /** Runs the members; answers with a failure that undoes the whole group, or null. */
    private static @Nullable Throwable runMembers(Session open, Group group, List<? extends Member<?>> members) {
        boolean alone = members.size() == 1;
        for (Member<?> member : members) {
            Tx tx = new Tx(open, group, !alone);
            Throwable failure = member.run(tx);
            if (failure == null) {
                group.keep();
                continue;
            }
            if (FailureKind.of(failure) != FailureKind.LASTING) {
                return failure;
            }
            group.drop();
            if (alone) {
                open.rollBack();
                open.begin();
            } else if (tx.spoke()) {
                open.rollBackToMark();
            }
        }
        return null;
    }

    private Run commit(Session open, Group group, List<? extends Member<?>> members) {
        try {
            open.commit();
        } catch (RuntimeException e) {
            // Whether it became durable is unknown, so nothing is run again and the connection is not trusted any more.
            drop();
            fail(members, "the commit failed; whether the write is durable is unknown", e);
            return new Run.Ended();
        }
        group.runHooks();
        members.forEach(Member::finish);
        return new Run.Ended();
    }

    private static Run ended(List<? extends Member<?>> members, RuntimeException cause) {
        members.forEach(member -> member.fail(cause));
        return new Run.Ended();
    }

    private static void fail(List<? extends Member<?>> members, String what, @Nullable Throwable cause) {
        LOG.error("{} writes failed: {}", members.size(), what, cause);
        members.forEach(member -> member.fail(new DatabaseException(what, cause)));
    }

    private Session open() {
        Session open = session;
        if (open == null) {
            open = source.get();
            session = open;
        }
        return open;
    }

    private void undo(Session open, Throwable cause) {
        if (FailureKind.of(cause) == FailureKind.CONNECTION) {
            drop();
            return;
        }
        try {
            open.rollBack();
        } catch (RuntimeException e) {
            drop();
        }
    }

    /** Lets go of a connection whose state is unknown; the next group opens another. */
    private void drop() {
        Session gone = session;
        session = null;
        if (gone != null) {
            try {
                gone.close();
            } catch (RuntimeException e) {
                LOG.debug("a broken connection did not close either", e);
            }
        }
    }

    @Override
    public void close() {
        drop();
    }
}
