package dev.chancery.control.audit;

/** What was done to an object. The words are stored and shown; a word retires with its meaning. */
public enum Action {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete"),
    /** A certificate was revoked. */
    REVOKE("revoke"),
    /** A revoked certificate was made valid again. */
    REACTIVATE("reactivate"),
    /** A whole list was put in the place of another. */
    REPLACE("replace"),
    /** A secret got a new value; the object stays the same. */
    ROLL("roll"),
    /** A key or a certificate authority got a successor. */
    ROTATE("rotate"),
    /** A database that was restored from an older state was begun anew. */
    RECOVER("recover");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    /** The stored word. */
    public String word() {
        return word;
    }
}
