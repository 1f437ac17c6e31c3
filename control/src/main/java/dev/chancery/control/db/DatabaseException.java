package dev.chancery.control.db;

import org.jspecify.annotations.Nullable;

/** The database could not do what was asked: a failure of ours, never the caller's fault. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A failure described by one sentence, with the engine's own exception if there is one. */
    public DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
