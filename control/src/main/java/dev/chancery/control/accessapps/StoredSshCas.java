package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.accessrules.AccessDuration;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.publishing.SshApplications;
import dev.chancery.control.publishing.SshAuthority;
import dev.chancery.control.publishing.SshTerms;
import dev.chancery.pki.SshNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells other features of the SSH CAs of applications, and of what their users' certificates say. */
public final class StoredSshCas implements SshApplications {
    /** The member that says it, an extension. */
    static final String MEMBER = "ssh_certificate";

    /** What the member may be. */
    static final Shape SHAPE = new Shape.Fields(
            Map.of(
                    "lifetime", new Shape.Formed(text -> lifetime(text).isPresent(), "a duration from 1s to 24h"),
                    "source_addresses",
                            new Shape.Each(
                                    new Shape.Formed(
                                            text -> SshNetwork.parse(text).isPresent(), "a network such as 10.0.0.0/8"),
                                    100),
                    "force_command",
                            new Shape.Formed(StoredSshCas::isCommand, "a command of one line, 1 to 4096 characters")),
            Set.of());

    private static final int LONGEST_COMMAND = 4096;

    private final ApplicationStore applications = new ApplicationStore();
    private final SshCaStore cas = new SshCaStore();

    @Override
    public Optional<SshAuthority> find(Tx tx, String id) {
        return cas.find(tx, id).map(StoredSshCas::authority);
    }

    @Override
    public Optional<Found> ofAudience(Tx tx, AccountId account, String audience) {
        return applications
                .ofAudience(tx, account, audience)
                .map(application -> new Found(
                        application.id(),
                        application.tokensRevokedOn(),
                        terms(application.members()),
                        cas.find(tx, application.id()).map(StoredSshCas::authority)));
    }

    @Override
    public SshAuthority of(Tx tx, AccountOrZoneAccess access, ApplicationId id) {
        Application application = applications.find(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id));
        return cas.find(tx, application.id()).map(StoredSshCas::authority).orElseThrow(() -> ReadSshCa.none(id));
    }

    private static SshAuthority authority(SshCa ca) {
        return new SshAuthority(ca.id().hex(), ca.account(), ca.publicKey(), ca.key(), ca.createdOn());
    }

    private static SshTerms terms(ObjectNode members) {
        JsonNode said = members.path(MEMBER);
        List<SshNetwork> sources = new ArrayList<>();
        said.path("source_addresses")
                .forEach(text -> SshNetwork.parse(text.asText()).ifPresent(sources::add));
        return new SshTerms(
                lifetime(said.path("lifetime").asText()).orElse(SshTerms.LIFETIME),
                sources,
                Optional.of(said.path("force_command").asText()).filter(command -> !command.isEmpty()));
    }

    private static Optional<Duration> lifetime(String text) {
        return AccessDuration.parse(text, Set.of("s", "m", "h"))
                .map(AccessDuration::length)
                .filter(length -> length.equals(Duration.ofSeconds(length.toSeconds())))
                .filter(length -> length.isPositive() && length.compareTo(SshTerms.LONGEST) <= 0);
    }

    private static boolean isCommand(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_COMMAND
                && text.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
