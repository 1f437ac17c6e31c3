package dev.chancery.control.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.refusal.Fault;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where applications and policies meet: the {@code policies} member of an application. Implemented by the policies; called by
 * the applications, which know nothing of a policy but this.
 *
 * <p>An application's list holds, in ascending order of precedence, either reusable policies of the account (an id as text, or an
 * object with {@code id} and perhaps {@code precedence}) or policies of its own, written out in place; an item with the id of one
 * of its own policies changes that policy. The two kinds do not mix in one body. Without a precedence an item takes its place in
 * the list, from 1.
 *
 * <p>How applications use it:
 * <ul>
 *   <li>The endpoint calls {@link #read} when the body has the member (and only then), with the faults it gathers anyway.
 *   <li>Create and update, in the transaction that writes the application and after its row is inserted or locked, call
 *       {@link Selection#bind}. A body without the member leaves the policies as they are.
 *   <li>Delete calls {@link #release} in its transaction, before the row goes.
 *   <li>Answers show {@link #shown} as {@code policies}.
 * </ul>
 */
public interface ApplicationPolicies {
    /** A list that was read and is well-formed; what it names has not been looked up. */
    interface Selection {
        /**
         * Puts the list in the place of whatever the application had: links appear and go, its own policies are created,
         * changed and, where the list leaves them out, deleted. Writes its audit entries.
         *
         * @throws dev.chancery.control.refusal.Refusal with everything that is named and is not there (12130), each at
         *     its place below {@code /policies}, and precedences that meet (12130)
         */
        void bind(Tx tx, AccountOrZoneAccess access, ApplicationId application);
    }

    /**
     * Reads the member's value. Looks nothing up, so it needs no transaction.
     *
     * @param policies the value as it was sent
     * @param kind the kind of application it is for
     * @param faults takes what is malformed, each fault with its place below {@code /policies}; if it grew, the selection must
     *     not be bound
     */
    Selection read(JsonNode policies, Applications.Kind kind, List<Fault> faults);

    /** What one of an application's policies says of the SSH certificates of those it lets in; empty if it says nothing. */
    Optional<JsonNode> sshCertificate(Tx tx, ApplicationId application, UUID policy);

    /** The application's policies as its answer shows them, in order of precedence. */
    List<JsonNode> shown(Tx tx, ApplicationId application);

    /**
     * Lets go of the links to reusable policies and deletes the application's own policies, with their audit entries.
     *
     * @throws dev.chancery.control.refusal.Refusal if a rule somewhere else names the application (12132)
     */
    void release(Tx tx, AccountOrZoneAccess access, ApplicationId application);
}
