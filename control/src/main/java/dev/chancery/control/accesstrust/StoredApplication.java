package dev.chancery.control.accesstrust;

import dev.chancery.control.db.Row;
import dev.chancery.control.principal.HexId;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.ApplicationType;
import dev.chancery.trust.access.Aud;
import dev.chancery.trust.access.CookieRules;
import dev.chancery.trust.access.Cors;
import dev.chancery.trust.access.Place;
import dev.chancery.trust.access.Refusals;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Makes of a stored application what edges must know of it. */
final class StoredApplication {
    /** What an application has that says nothing of it, as the original documents. */
    private static final Duration SESSION = Duration.ofHours(24);

    private StoredApplication() {}

    /**
     * @param row account, type, name, audience tag and members
     * @param policies its policies in their order
     * @return empty for a type edges know nothing of
     */
    static Optional<AccessApplication> read(UUID id, Row row, List<Place> places, List<UUID> policies) {
        StoredMembers members = StoredMembers.of(row.text(5));
        return type(row.text(2))
                .map(type -> new AccessApplication(
                        id,
                        new AccessAccount(row.text(1)),
                        new Aud(row.text(4)),
                        type,
                        row.text(3),
                        places,
                        Objects.requireNonNullElse(members.duration("session_duration"), SESSION),
                        providers(members),
                        members.flag("auto_redirect_to_identity", false),
                        cookie(members),
                        refusals(members),
                        members.text("read_service_tokens_from_header"),
                        members.flag("options_preflight_bypass", false),
                        members.has("cors_headers") ? cors(members.object("cors_headers")) : null,
                        policies));
    }

    private static Optional<ApplicationType> type(String word) {
        return switch (word) {
            case "self_hosted" -> Optional.of(ApplicationType.SELF_HOSTED);
            case "ssh" -> Optional.of(ApplicationType.SSH);
            case "vnc" -> Optional.of(ApplicationType.VNC);
            case "rdp" -> Optional.of(ApplicationType.RDP);
            default -> Optional.empty();
        };
    }

    private static List<UUID> providers(StoredMembers members) {
        return members.texts("allowed_idps").stream()
                .flatMap(text -> HexId.parse(text).stream())
                .map(HexId::toUuid)
                .toList();
    }

    private static CookieRules cookie(StoredMembers members) {
        String sameSite = members.text("same_site_cookie_attribute");
        return new CookieRules(
                sameSite == null
                        ? CookieRules.SameSite.LAX
                        : CookieRules.SameSite.valueOf(sameSite.toUpperCase(Locale.ROOT)),
                members.flag("http_only_cookie_attribute", true),
                members.flag("path_cookie_attribute", false),
                members.flag("enable_binding_cookie", false));
    }

    private static Refusals refusals(StoredMembers members) {
        return new Refusals(
                members.text("custom_deny_message"),
                members.url("custom_deny_url"),
                members.url("custom_non_identity_deny_url"),
                members.flag("service_auth_401_redirect", false));
    }

    private static Cors cors(StoredMembers cors) {
        return new Cors(
                cors.flag("allow_all_origins", false),
                cors.texts("allowed_origins"),
                cors.flag("allow_all_methods", false),
                cors.texts("allowed_methods"),
                cors.flag("allow_all_headers", false),
                cors.texts("allowed_headers"),
                cors.flag("allow_credentials", false),
                cors.has("max_age") ? (Integer) cors.node().path("max_age").asInt() : null);
    }
}
