package dev.chancery.control.db;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a failure of a PostgreSQL statement means for the group it happened in. */
enum FailureKind {
    /** The statement itself is wrong here; running it again changes nothing. */
    LASTING,
    /** Two transactions met; the engine undid ours so that it can be run again (SQLSTATE 40001, 40P01). */
    CONFLICT,
    /** The connection is gone or leads to a server that no longer writes. */
    CONNECTION;

    static FailureKind of(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return ofState(sql.getSQLState());
            }
        }
        return LASTING;
    }

    private static FailureKind ofState(String state) {
        return switch (state) {
            case "40001", "40P01" -> CONFLICT;
            // Shut down, crashed, starting up; read only after a failover.
            case "57P01", "57P02", "57P03", "25006" -> CONNECTION;
            default -> state.startsWith("08") ? CONNECTION : LASTING;
        };
    }
}
