package dev.chancery.bench.campaign;

import dev.chancery.bench.data.Status;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one writer knows of one certificate it was given: its facts, the last status the product acknowledged, and whether a
 * change was asked for that the product never answered. Each entry belongs to one writer's thread while the load runs.
 */
final class Entry {

    private final String id;
    private final String serial;
    private final String certificateHash;
    private Status acknowledged;
    private Change unanswered = Change.NONE;

    Entry(String id, String serial, String certificateHash, Status acknowledged) {
        this.id = id;
        this.serial = serial;
        this.certificateHash = certificateHash;
        this.acknowledged = acknowledged;
    }

    String id() {
        return id;
    }

    String serial() {
        return serial;
    }

    String certificateHash() {
        return certificateHash;
    }

    Status acknowledged() {
        return acknowledged;
    }

    /** Notes that a change is on its way to the product. */
    void ask(Change change) {
        unanswered = change;
    }

    /** Notes what the product says the status is now. */
    void acknowledge(Status status) {
        acknowledged = status;
        unanswered = Change.NONE;
    }

    /** Returns every status the product may show now without having lost or invented anything. */
    Set<Status> legal() {
        Set<Status> legal = EnumSet.of(acknowledged);
        legal.addAll(later(acknowledged));
        switch (unanswered) {
            case NONE -> {}
            case REVOKE -> legal.addAll(EnumSet.of(Status.PENDING_REVOCATION, Status.REVOKED));
            case REACTIVATE -> legal.addAll(EnumSet.of(Status.PENDING_REACTIVATION, Status.ACTIVE));
        }
        return legal;
    }

    /** A pending status ends by itself. */
    private static Set<Status> later(Status status) {
        return switch (status) {
            case PENDING_REVOCATION -> EnumSet.of(Status.REVOKED);
            case PENDING_REACTIVATION -> EnumSet.of(Status.ACTIVE);
            case ACTIVE, REVOKED -> EnumSet.noneOf(Status.class);
        };
    }

    /** A change of status that a writer asks for. */
    enum Change {
        NONE,
        REVOKE,
        REACTIVATE
    }
}
