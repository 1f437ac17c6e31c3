package dev.chancery.control.accessapps;

import dev.chancery.control.accessrules.SshCertificateMember;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The members an application of each layout has, beside type, name, domain, destinations, policies and identity providers. */
final class KnownMembers {
    private static final Shape FLAG = new Shape.Flag();
    private static final Shape TEXTS = new Shape.Each(new Shape.Text(1024), 200);
    private static final Shape SENTENCE = new Shape.Text(4096);
    private static final Shape TAGS = new Shape.Nothing("tags contain a tag that does not exist (expected: none)");
    private static final Shape PAGES = new Shape.Nothing("there are no custom pages (expected: none)");

    private static final Shape CORS = new Shape.Fields(
            Map.of(
                    "allow_all_headers", FLAG,
                    "allow_all_methods", FLAG,
                    "allow_all_origins", FLAG,
                    "allow_credentials", FLAG,
                    "allowed_headers", TEXTS,
                    "allowed_methods",
                            new Shape.Each(
                                    Shape.word(
                                            "GET", "POST", "HEAD", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE",
                                            "PATCH"),
                                    9),
                    "allowed_origins", TEXTS,
                    "max_age", new Shape.Whole(-1, 86_400)),
            Set.of());

    private static final Shape OAUTH = new Shape.Fields(
            Map.of(
                    "enabled",
                    FLAG,
                    "dynamic_client_registration",
                    new Shape.Fields(
                            Map.of(
                                    "enabled", FLAG,
                                    "allow_any_on_localhost", FLAG,
                                    "allow_any_on_loopback", FLAG,
                                    "allowed_uris", TEXTS),
                            Set.of()),
                    "grant",
                    new Shape.Fields(
                            Map.of(
                                    "access_token_lifetime", Forms.DURATION_SHAPE,
                                    "session_duration", Forms.DURATION_SHAPE),
                            Set.of())),
            Set.of());

    private static final Map<String, Shape> HOSTED = Map.ofEntries(
            Map.entry(
                    "allow_authenticate_via_warp",
                    new Shape.Nothing(
                            "allow_authenticate_via_warp cannot be set if the Warp Auth Session Duration is not"
                                    + " set for the account (expected: false)")),
            Map.entry("allow_iframe", FLAG),
            Map.entry("app_launcher_visible", FLAG),
            Map.entry("auto_redirect_to_identity", FLAG),
            Map.entry("cors_headers", CORS),
            Map.entry("custom_deny_message", SENTENCE),
            Map.entry("custom_deny_url", Forms.URL),
            Map.entry("custom_non_identity_deny_url", Forms.URL),
            Map.entry("custom_pages", PAGES),
            Map.entry("eager_redirect_cookie_setting", FLAG),
            Map.entry("enable_binding_cookie", FLAG),
            Map.entry("http_only_cookie_attribute", FLAG),
            Map.entry("logo_url", Forms.URL),
            Map.entry("mfa_config", mfa("totp", "biometrics", "security_key")),
            Map.entry("oauth_configuration", OAUTH),
            Map.entry("options_preflight_bypass", FLAG),
            Map.entry("path_cookie_attribute", FLAG),
            Map.entry("read_service_tokens_from_header", Forms.HEADER_NAME),
            Map.entry("same_site_cookie_attribute", Shape.word("", "none", "lax", "strict")),
            Map.entry("scim_config", new Shape.Nothing("provisioning by SCIM is not served (expected: none)")),
            Map.entry("service_auth_401_redirect", FLAG),
            Map.entry("session_duration", Forms.DURATION_SHAPE),
            Map.entry("skip_interstitial", FLAG),
            Map.entry(SshCertificateMember.NAME, StoredSshCas.SHAPE),
            Map.entry("tags", TAGS),
            Map.entry("use_clientless_isolation_app_launcher_url", FLAG));

    private static final Map<String, Shape> REMOTE_DESKTOP = with(HOSTED, "target_criteria", criteria("RDP"));

    private static final Map<String, Shape> INFRASTRUCTURE = Map.of(
            "mfa_config", mfa("piv_key", "ssh_fido2_key"),
            "session_duration",
                    new Shape.Nothing("an infrastructure application has no session_duration (expected: none)"),
            "target_criteria", criteria("SSH"));

    private static final Map<String, Shape> BOOKMARK =
            Map.of("app_launcher_visible", FLAG, "logo_url", Forms.URL, "tags", TAGS);

    private static final Map<String, Shape> PORTAL = Map.of(
            "auto_redirect_to_identity", FLAG,
            "custom_deny_url", Forms.URL,
            "custom_non_identity_deny_url", Forms.URL,
            "custom_pages", PAGES,
            "session_duration", Forms.DURATION_SHAPE);

    private static final Map<String, Shape> LAUNCHER = with(
            with(
                    with(
                            with(
                                    with(
                                            with(PORTAL, "app_launcher_logo_url", Forms.URL),
                                            "bg_color",
                                            Forms.COLOR_SHAPE),
                                    "header_bg_color",
                                    Forms.COLOR_SHAPE),
                            "footer_links",
                            new Shape.Each(
                                    new Shape.Fields(
                                            Map.of("name", new Shape.Text(255), "url", Forms.URL),
                                            Set.of("name", "url")),
                                    50)),
                    "landing_page_design",
                    new Shape.Fields(
                            Map.of(
                                    "button_color", Forms.COLOR_SHAPE,
                                    "button_text_color", Forms.COLOR_SHAPE,
                                    "image_url", Forms.URL,
                                    "message", SENTENCE,
                                    "title", new Shape.Text(255)),
                            Set.of())),
            "skip_app_launcher_login_page",
            FLAG);

    private KnownMembers() {}

    /** Every member by its name. */
    static Map<String, Shape> of(ApplicationType.Layout layout) {
        return switch (layout) {
            case HOSTED -> HOSTED;
            case REMOTE_DESKTOP -> REMOTE_DESKTOP;
            case INFRASTRUCTURE -> INFRASTRUCTURE;
            case BOOKMARK -> BOOKMARK;
            case LAUNCHER -> LAUNCHER;
            case PORTAL -> PORTAL;
        };
    }

    private static Shape mfa(String... authenticators) {
        return new Shape.Fields(
                Map.of(
                        "allowed_authenticators",
                        new Shape.Each(Shape.word(authenticators), authenticators.length),
                        "mfa_disabled",
                        FLAG,
                        "session_duration",
                        Forms.MFA_DURATION_SHAPE),
                Set.of());
    }

    private static Shape criteria(String protocol) {
        return new Shape.Each(
                new Shape.Fields(
                        Map.of(
                                "port", new Shape.Whole(1, 65_535),
                                "protocol", Shape.word(protocol),
                                "target_attributes", new Shape.Attributes()),
                        Set.of("port", "protocol", "target_attributes")),
                100);
    }

    private static Map<String, Shape> with(Map<String, Shape> members, String name, Shape shape) {
        Map<String, Shape> more = new LinkedHashMap<>(members);
        more.put(name, shape);
        return Map.copyOf(more);
    }
}
