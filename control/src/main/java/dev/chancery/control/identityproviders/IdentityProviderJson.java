package dev.chancery.control.identityproviders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.publishing.IdentityProviderType;
import dev.chancery.control.publishing.SamlCertificateSetId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A provider as the API shows it: never a client secret; a SCIM secret only in the answer that made it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IdentityProviderJson(
        String id,
        String name,
        String type,
        JsonNode config,
        @Nullable String samlCertificateSetId,
        @Nullable JsonNode samlCertificateSet,
        @Nullable ScimJson scimConfig) {
    /** SCIM, as shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScimJson(
            boolean enabled,
            boolean userDeprovision,
            boolean seatDeprovision,
            String identityUpdateBehavior,
            @Nullable String secret) {
        static ScimJson of(ScimConfig scim, Optional<ScimSecret> secret) {
            return new ScimJson(
                    scim.enabled(),
                    scim.userDeprovision(),
                    scim.seatDeprovision(),
                    scim.identityUpdate().word(),
                    secret.map(ScimSecret::reveal).orElse(null));
        }
    }

    static IdentityProviderJson of(ShownProvider shown) {
        IdentityProvider provider = shown.provider();
        return new IdentityProviderJson(
                provider.id().toString(),
                provider.name(),
                provider.type().word(),
                config(shown),
                provider.certificates().map(SamlCertificateSetId::toString).orElse(null),
                shown.certificates().orElse(null),
                scim(shown));
    }

    /** Clients that keep what they are shown send it back whole, so it is shown wherever it may be sent: not for PINs. */
    private static @Nullable ScimJson scim(ShownProvider shown) {
        IdentityProvider provider = shown.provider();
        return provider.type() == IdentityProviderType.ONETIMEPIN
                        && provider.scim().isEmpty()
                ? null
                : ScimJson.of(provider.scim().orElse(ScimConfig.OFF), shown.scimSecret());
    }

    /** Where we are the provider ourselves, the config says where people come back to. */
    private static JsonNode config(ShownProvider shown) {
        JsonNode config = shown.provider().config().members().deepCopy();
        return switch (shown.provider().type()) {
            case ONETIMEPIN, CLOUDFLARE -> {
                shown.authDomain()
                        .ifPresent(domain -> ((ObjectNode) config)
                                .put("redirect_url", "https://%s/cdn-cgi/access/callback".formatted(domain)));
                yield config;
            }
            case AZURE_AD,
                    SAML,
                    CENTRIFY,
                    FACEBOOK,
                    GITHUB,
                    GOOGLE_APPS,
                    GOOGLE,
                    LINKEDIN,
                    OIDC,
                    OKTA,
                    ONELOGIN,
                    PINGONE,
                    YANDEX -> config;
        };
    }
}
