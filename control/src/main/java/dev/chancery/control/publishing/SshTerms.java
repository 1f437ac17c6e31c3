package dev.chancery.control.publishing;

import dev.chancery.pki.SshNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the SSH certificates of an application's users say beside whom they are for.
 *
 * @param lifetime from the signature on, in whole seconds
 * @param sources the networks a client must come from; empty for anywhere
 * @param command what runs whatever the client asks for
 * @param users as whom they let in
 */
public record SshTerms(Duration lifetime, List<SshNetwork> sources, Optional<String> command, Users users) {
    /** The lifetime nobody chose: three minutes, as the original's certificates have. */
    public static final Duration LIFETIME = Duration.ofMinutes(3);

    /** The longest lifetime: a day of work. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /**
     * The users of a server a certificate lets in as.
     *
     * @param names by name
     * @param alias whether also the one named as the person's address is, before its {@code @}
     */
    public record Users(List<String> names, boolean alias) {
        /** The one named as the person's address is, and no other. */
        public static final Users ALIAS = new Users(List.of(), true);

        public Users {
            names = List.copyOf(names);
        }

        /**
         * Their names for a person.
         *
         * @param email lower case
         */
        public List<String> of(String email) {
            String own = email.substring(0, Math.max(0, email.lastIndexOf('@')));
            return Stream.concat(names.stream(), alias ? Stream.of(own) : Stream.empty())
                    .distinct()
                    .toList();
        }
    }

    public SshTerms {
        sources = List.copyOf(sources);
    }

    /** What nobody said anything else about, but for the lifetime. */
    public static SshTerms lasting(Duration lifetime) {
        return new SshTerms(lifetime, List.of(), Optional.empty(), Users.ALIAS);
    }
}
