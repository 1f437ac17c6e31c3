package dev.chancery.control.identityproviders;

import java.util.Optional;

/**
 * How a provider may change users through SCIM (RFC 7644).
 *
 * @param enabled whether it may at all
 * @param userDeprovision whether a user gone there loses its sessions here
 * @param seatDeprovision whether such a user loses its seat too; only with {@code userDeprovision}
 * @param identityUpdate what a change there does to an identity here
 */
public record ScimConfig(
        boolean enabled, boolean userDeprovision, boolean seatDeprovision, IdentityUpdate identityUpdate) {
    /** SCIM as it is where nobody asked for it. */
    static final ScimConfig OFF = new ScimConfig(false, false, false, IdentityUpdate.NO_ACTION);

    /** What a SCIM event does to the identity policies see. The words are stored and shown. */
    public enum IdentityUpdate {
        AUTOMATIC("automatic"),
        REAUTH("reauth"),
        NO_ACTION("no_action");

        private final String word;

        IdentityUpdate(String word) {
            this.word = word;
        }

        /** The word on the wire and in the store. */
        public String word() {
            return word;
        }

        /** The behaviour with this word. */
        public static Optional<IdentityUpdate> ofWord(String word) {
            for (IdentityUpdate each : values()) {
                if (each.word.equals(word)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }
}
