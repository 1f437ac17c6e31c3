package dev.chancery.control.users;

import dev.chancery.control.principal.UserId;
import java.time.Instant;
import java.util.Optional;

/** A user. The e-mail address is what it is known by; the rest is its own to change. */
public record User(UserId id, String email, Profile profile, Instant createdOn) {
    /**
     * What a user may say of itself.
     *
     * @param firstName at most 60 characters
     * @param lastName at most 60 characters
     * @param country at most 30 characters
     * @param telephone at most 20 characters
     * @param zipcode at most 20 characters
     */
    public record Profile(
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<String> country,
            Optional<String> telephone,
            Optional<String> zipcode) {
        /** A user that has said nothing yet. */
        public static final Profile EMPTY =
                new Profile(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
