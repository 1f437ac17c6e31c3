package dev.chancery.control.users;

import dev.chancery.control.principal.HexId;
import java.util.Optional;

/**
 * The id of a membership.
 *
 * @param hex 32 lower-case hex digits
 */
public record MembershipId(String hex) {
    /** Reads either accepted form; empty if the text is neither. */
    public static Optional<MembershipId> parse(String text) {
        return HexId.parse(text).map(MembershipId::new);
    }

    @Override
    public String toString() {
        return hex;
    }
}
