package dev.chancery.control.identityproviders;

import static dev.chancery.control.identityproviders.ConfigField.optional;
import static dev.chancery.control.identityproviders.ConfigField.required;

import dev.chancery.control.identityproviders.ConfigField.Kind;
import dev.chancery.control.publishing.IdentityProviderType;
import java.util.List;
import java.util.stream.Stream;

/** Which members the config of each type has, as the API documents them. */
final class ConfigShape {
    private static final List<ConfigField> OAUTH =
            List.of(optional("client_id", Kind.TEXT), optional("client_secret", Kind.SECRET));

    private static final List<ConfigField> CLAIMS =
            with(OAUTH, optional("claims", Kind.TEXTS), optional("email_claim_name", Kind.TEXT));

    private static final List<ConfigField> AZURE_AD = with(
            CLAIMS,
            optional("conditional_access_enabled", Kind.FLAG),
            optional("directory_id", Kind.TEXT),
            optional("prompt", Kind.PROMPT),
            optional("support_groups", Kind.FLAG));

    private static final List<ConfigField> OIDC = List.of(
            required("client_id", Kind.TEXT),
            optional("client_secret", Kind.SECRET),
            optional("claims", Kind.TEXTS),
            optional("email_claim_name", Kind.TEXT),
            required("auth_url", Kind.ADDRESS),
            required("token_url", Kind.ENDPOINT),
            required("certs_url", Kind.ENDPOINT),
            optional("pkce_enabled", Kind.FLAG),
            optional("scopes", Kind.TEXTS));

    private static final List<ConfigField> SAML = List.of(
            required("issuer_url", Kind.TEXT),
            required("sso_target_url", Kind.ADDRESS),
            required("idp_public_certs", Kind.CERTIFICATES),
            optional("attributes", Kind.TEXTS),
            optional("email_attribute_name", Kind.TEXT),
            optional("enable_encryption", Kind.FLAG),
            optional("header_attributes", Kind.HEADERS),
            optional("sign_request", Kind.FLAG),
            // Ours, beside the original's.
            optional("post_request", Kind.FLAG),
            optional("allow_sha1", Kind.FLAG),
            optional("allow_rsa_1_5", Kind.FLAG));

    private ConfigShape() {}

    /** The members of a type. */
    static List<ConfigField> of(IdentityProviderType type) {
        return switch (type) {
            case ONETIMEPIN -> List.of();
            case CLOUDFLARE -> List.of(optional("restrict_to_account_members", Kind.FLAG));
            case FACEBOOK, GITHUB, LINKEDIN, YANDEX -> OAUTH;
            case GOOGLE -> CLAIMS;
            case GOOGLE_APPS -> with(CLAIMS, optional("apps_domain", Kind.TEXT));
            case AZURE_AD -> AZURE_AD;
            case CENTRIFY ->
                with(CLAIMS, optional("centrify_account", Kind.TEXT), optional("centrify_app_id", Kind.TEXT));
            case OKTA ->
                with(CLAIMS, optional("authorization_server_id", Kind.TEXT), optional("okta_account", Kind.TEXT));
            case ONELOGIN -> with(CLAIMS, optional("onelogin_account", Kind.TEXT));
            case PINGONE -> with(CLAIMS, optional("ping_env_id", Kind.TEXT));
            case OIDC -> OIDC;
            case SAML -> SAML;
        };
    }

    private static List<ConfigField> with(List<ConfigField> first, ConfigField... more) {
        return Stream.concat(first.stream(), Stream.of(more)).toList();
    }
}
