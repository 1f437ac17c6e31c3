package dev.chancery.control.publishing;

import dev.chancery.pki.SshNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the SSH certificates of an application's users say beside whom they are for.
 *
 * @param lifetime from the signature on, in whole seconds
 * @param sources the networks a client must come from; empty for anywhere
 * @param command what runs whatever the client asks for
 */
public record SshTerms(Duration lifetime, List<SshNetwork> sources, Optional<String> command) {
    /** The lifetime nobody chose: three minutes, as the original's certificates have. */
    public static final Duration LIFETIME = Duration.ofMinutes(3);

    /** The longest lifetime: a day of work. */
    public static final Duration LONGEST = Duration.ofHours(24);

    /** What an application says that says nothing. */
    public static final SshTerms STANDARD = new SshTerms(LIFETIME, List.of(), Optional.empty());

    public SshTerms {
        sources = List.copyOf(sources);
    }
}
