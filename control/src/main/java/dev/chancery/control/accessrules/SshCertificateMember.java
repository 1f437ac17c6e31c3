package dev.chancery.control.accessrules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.publishing.SshTerms;
import dev.chancery.pki.SshNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ssh_certificate}, a member of applications and of policies that allow, an extension: what the SSH certificates of those it is
 * about say beside whom they are for. What a policy says goes before what the application says.
 */
public final class SshCertificateMember {
    /** Its name. */
    public static final String NAME = "ssh_certificate";

    /** What sentences say is expected of a lifetime. */
    public static final String LIFETIME = "a duration from 1s to 24h";

    /** What sentences say is expected of a source address. */
    public static final String SOURCE = "a network such as 10.0.0.0/8";

    /** What sentences say is expected of a forced command. */
    public static final String COMMAND = "a command of one line, 1 to 4096 characters";

    /** What sentences say is expected of a user name. */
    public static final String USERNAME =
            "a user name of 1 to 32 characters, none of them a blank, a comma, a wildcard or a control character";

    private static final int LONGEST_COMMAND = 4096;

    private SshCertificateMember() {}

    /** Reads a lifetime; empty if the text is none. */
    public static Optional<Duration> lifetime(String text) {
        return AccessDuration.parse(text, Set.of("s", "m", "h"))
                .map(AccessDuration::length)
                .filter(length -> length.equals(Duration.ofSeconds(length.toSeconds())))
                .filter(length -> length.isPositive() && length.compareTo(SshTerms.LONGEST) <= 0);
    }

    /** Whether a text is a command of one line. */
    public static boolean isCommand(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_COMMAND
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    /** Whether a text is the name of a user of a server. */
    public static boolean isUsername(String text) {
        return text.matches("[^\\s,*?!\\p{Cntrl}]{1,32}");
    }

    /**
     * Some terms with what a stored member says put over them.
     *
     * @param member as it was validated; what is not there changes nothing
     */
    public static SshTerms over(SshTerms terms, JsonNode member) {
        List<SshNetwork> sources = new ArrayList<>();
        member.path("source_addresses")
                .forEach(text -> SshNetwork.parse(text.asText()).ifPresent(sources::add));
        List<String> users = new ArrayList<>();
        member.path("usernames").forEach(text -> users.add(text.asText()));
        return new SshTerms(
                lifetime(member.path("lifetime").asText()).orElse(terms.lifetime()),
                sources.isEmpty() ? terms.sources() : sources,
                Optional.of(member.path("force_command").asText())
                        .filter(command -> !command.isEmpty())
                        .or(terms::command),
                users.isEmpty()
                        ? terms.users()
                        : new SshTerms.Users(
                                users, member.path("allow_email_alias").asBoolean(false)));
    }
}
