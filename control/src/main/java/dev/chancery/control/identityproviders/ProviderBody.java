package dev.chancery.control.identityproviders;

import dev.chancery.control.publishing.IdentityProviderType;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.v4.Body;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the body of a create or an update: everything that can be said without looking anything up, all at once. */
final class ProviderBody {
    private static final int LONGEST_NAME = 350;
    private static final String SET = "saml_certificate_set_id";
    private static final String TYPES = Arrays.stream(IdentityProviderType.values())
            .map(IdentityProviderType::word)
            .collect(Collectors.joining(", "));

    private final Body body;
    private final boolean creates;

    private ProviderBody(Body body, boolean creates) {
        this.body = body;
        this.creates = creates;
    }

    /**
     * @param creates whether there is nothing yet that a missing secret could stay
     * @throws Refusal with every fault
     */
    static WantedProvider read(Body body, boolean creates) {
        return new ProviderBody(body, creates).read();
    }

    private WantedProvider read() {
        String name = body.text("name", LONGEST_NAME).orElse("");
        if (!body.has("name")) {
            body.missing("name", "a string");
        } else if (name.isBlank()) {
            body.invalid("name", "name: blank (expected: 1 to %d characters)".formatted(LONGEST_NAME));
        }
        Optional<IdentityProviderType> type = body.requiredParsed("type", IdentityProviderType::ofWord, TYPES);
        ConfigBody.Read config = type.map(this::config).orElse(ConfigBody.Read.NOTHING);
        WantedProvider.Certificates certificates = certificates(type, config.config());
        Optional<ScimConfig> scim = body.object("scim_config").map(ProviderBody::scim);
        body.check();
        return new WantedProvider(name, type.orElseThrow(), config.config(), config.secret(), certificates, scim);
    }

    private ConfigBody.Read config(IdentityProviderType type) {
        if (!body.has("config")) {
            if (!ConfigShape.of(type).isEmpty()) {
                body.missing("config", "an object");
            }
            return ConfigBody.Read.NOTHING;
        }
        Optional<Body> sent = body.object("config");
        ConfigBody.Read config = sent.map(it -> ConfigBody.read(it, type)).orElse(ConfigBody.Read.NOTHING);
        if (creates && config.secret().isEmpty() && config.config().needsSecret(type)) {
            sent.filter(it -> !it.has("client_secret"))
                    .ifPresent(it -> it.missing("client_secret", "a string, unless pkce_enabled is true"));
        }
        return config;
    }

    private WantedProvider.Certificates certificates(Optional<IdentityProviderType> type, ProviderConfig config) {
        Optional<SamlCertificateSetId> id =
                body.parsed(SET, SamlCertificateSetId::parse, "the UUID of a SAML certificate set");
        if (id.isPresent() && type.filter(it -> it != IdentityProviderType.SAML).isPresent()) {
            invalid(
                    SET,
                    "%s: sent for a provider of type %s (expected: saml)"
                            .formatted(SET, type.orElseThrow().word()));
        }
        if (config.enablesEncryption() && !body.has(SET)) {
            invalid(
                    SET,
                    "config.enable_encryption requires %s (expected: the UUID that POST …/saml_certificate gives)"
                            .formatted(SET));
        }
        if (id.isPresent()) {
            return new WantedProvider.Certificates.Set(id.get());
        }
        return body.isNull(SET) ? new WantedProvider.Certificates.None() : new WantedProvider.Certificates.AsItIs();
    }

    private static ScimConfig scim(Body scim) {
        boolean users = scim.flag("user_deprovision").orElse(false);
        boolean seats = scim.flag("seat_deprovision").orElse(false);
        if (seats && !users) {
            scim.fault(
                    ErrorCode.ACCESS_INVALID_REQUEST,
                    "seat_deprovision",
                    "access.api.error.invalid_request: seat_deprovision: true (expected: false, unless user_deprovision"
                            + " is true)");
        }
        return new ScimConfig(
                scim.flag("enabled").orElse(false),
                users,
                seats,
                scim.parsed(
                                "identity_update_behavior",
                                ScimConfig.IdentityUpdate::ofWord,
                                "automatic, reauth or no_action")
                        .orElse(ScimConfig.IdentityUpdate.NO_ACTION));
    }

    private void invalid(String name, String detail) {
        body.fault(ErrorCode.ACCESS_INVALID_REQUEST, name, "access.api.error.invalid_request: " + detail);
    }
}
