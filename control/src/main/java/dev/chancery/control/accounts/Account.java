package dev.chancery.control.accounts;

import dev.chancery.control.principal.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A live account.
 *
 * @param name 1 to 100 characters; not unique
 * @param type as its maker said
 * @param settings what its members set
 * @param createdOn when it was made
 */
public record Account(AccountId id, String name, AccountType type, Settings settings, Instant createdOn) {
    /** Names are no longer than this. */
    public static final int MAX_NAME = 100;

    /**
     * An account's settings.
     *
     * @param abuseContactEmail whom to write to
     * @param enforceTwofactor kept for clients; the house has no passwords that a second factor would guard
     */
    public record Settings(Optional<String> abuseContactEmail, boolean enforceTwofactor) {
        /** What a new account has. */
        public static final Settings DEFAULT = new Settings(Optional.empty(), false);
    }
}
