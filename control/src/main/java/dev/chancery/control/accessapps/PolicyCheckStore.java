package dev.chancery.control.accessapps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.accessplane.SeenUser;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.UserId;
import java.util.Optional;

/** The tables of whom policies may be tried on. */
final class PolicyCheckStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The address of a user of the API. */
    Optional<String> email(Tx tx, UserId user) {
        return tx.sql("select email from app_user where id = ?")
                .text(user.hex())
                .first(row -> row.text(1));
    }

    /** What was known of somebody when they last signed in. */
    Optional<ObjectNode> identity(Tx tx, AccountId account, String email) {
        return tx.sql("select identity from access_user where account_id = ? and id = ?")
                .text(account.hex())
                .uuid(SeenUser.idOf(account, email))
                .first(row -> json(row.text(1)));
    }

    private static ObjectNode json(String text) {
        try {
            return JSON.readValue(text, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new DatabaseException("access_user.identity: not JSON (expected: an object)", e);
        }
    }
}
