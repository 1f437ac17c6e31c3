package dev.chancery.control.users;

import java.util.Optional;

/** Where a membership stands. Only an accepted one lets a user reach the account. */
public enum MembershipStatus {
    ACCEPTED("accepted"),
    PENDING("pending"),
    REJECTED("rejected");

    private final String word;

    MembershipStatus(String word) {
        this.word = word;
    }

    /** The API's word. */
    public String word() {
        return word;
    }

    /** The status of this word. */
    public static Optional<MembershipStatus> parse(String text) {
        for (MembershipStatus status : values()) {
            if (status.word.equals(text)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
