package dev.chancery.control.accessusers;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is known of somebody who signed in: who they were when they last came, their sessions, and what they were not let in
 * to.
 *
 * <p>Refusals: nobody with this id signed in, or no such session (12135, 404).
 */
public final class ReadAccessUser {
    /** Of failed logins at most so many are told. */
    private static final int MOST = 1000;

    private final Database database;
    private final InstantSource clock;
    private final AccessUserStore store = new AccessUserStore();

    public ReadAccessUser(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * The person.
     *
     * @param id as sent
     * @throws Refusal as the class says
     */
    public AccessUser read(AccountAccess access, String id) {
        return database.read(tx -> find(tx, access, id));
    }

    /**
     * Their sessions: neither over, ended nor revoked; the last to end first.
     *
     * @param id as sent
     * @throws Refusal as the class says
     */
    public List<ActiveSession> sessions(AccountAccess access, String id) {
        Instant now = clock.instant();
        return database.read(tx -> {
            AccessUser user = find(tx, access, id);
            Optional<Instant> revoked = store.revokedOn(tx, access.account(), user.email());
            return store.sessions(tx, access.account(), user.id(), now).stream()
                    .filter(session -> revoked.filter(session.since()::isBefore).isEmpty())
                    .toList();
        });
    }

    /**
     * One of their sessions.
     *
     * @param id as sent
     * @param name the session's name, as sent
     * @throws Refusal as the class says
     */
    public ActiveSession session(AccountAccess access, String id, String name) {
        return sessions(access, id).stream()
                .filter(session -> session.name().equals(name))
                .findFirst()
                .orElseThrow(() -> AccessRefusals.notFound(
                        "nonce: %s (expected: a session that has not ended)".formatted(Excerpt.of(name))));
    }

    /**
     * A person and what they were not let in to.
     *
     * @param logins newest first
     */
    public record Failed(AccessUser user, List<FailedLogin> logins) {
        public Failed {
            logins = List.copyOf(logins);
        }
    }

    /**
     * What somebody was not let in to: the newest thousand.
     *
     * @param id as sent
     * @throws Refusal as the class says
     */
    public Failed failedLogins(AccountAccess access, String id) {
        return database.read(tx -> {
            AccessUser user = find(tx, access, id);
            return new Failed(user, store.failedLogins(tx, access.account(), user.email(), MOST));
        });
    }

    private AccessUser find(Tx tx, AccountAccess access, String id) {
        return HexId.parse(id)
                .map(HexId::toUuid)
                .flatMap(uuid -> store.find(tx, access.account(), uuid))
                .orElseThrow(() -> AccessRefusals.notFound(
                        "user_id: %s (expected: the id of somebody who signed in)".formatted(Excerpt.of(id))));
    }
}
