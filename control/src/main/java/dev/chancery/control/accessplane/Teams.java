package dev.chancery.control.accessplane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.accessrules.AccessDuration;
import dev.chancery.control.organizations.FindOrganization;
import dev.chancery.control.organizations.Organization;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.AuthUrl;
import dev.chancery.trust.Hostname;
import java.time.Duration;
import java.util.Optional;

/** Finds organizations. */
public final class Teams {
    private static final Duration SESSION = Duration.ofHours(24);

    private final FindOrganization find;
    private final int edgePort;

    /**
     * @param edgePort the port clients reach edges at
     */
    public Teams(FindOrganization find, int edgePort) {
        this.find = find;
        this.edgePort = edgePort;
    }

    /** The organization whose people sign in at a host. */
    public Optional<Team> at(Hostname authDomain) {
        return find.at(authDomain).map(this::team);
    }

    /** The organization of an account. */
    public Optional<Team> of(AccountId account) {
        return find.of(account).map(this::team);
    }

    private Team team(Organization organization) {
        JsonNode settings = organization.settings().members();
        JsonNode design = settings.path("login_design");
        return new Team(
                organization.account(),
                organization.name(),
                organization.authDomain(),
                AuthUrl.of(organization.authDomain(), edgePort),
                text(settings, "session_duration")
                        .flatMap(written -> AccessDuration.parse(written, AccessDuration.ANY_UNIT))
                        .map(AccessDuration::length)
                        .orElse(SESSION),
                settings.path("auto_redirect_to_identity").asBoolean(false),
                new LoginDesign(
                        text(design, "background_color"),
                        text(design, "text_color"),
                        text(design, "header_text"),
                        text(design, "footer_text")));
    }

    private static Optional<String> text(JsonNode members, String name) {
        return Optional.ofNullable(members.path(name).textValue()).filter(value -> !value.isEmpty());
    }
}
