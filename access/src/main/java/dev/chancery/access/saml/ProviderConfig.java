package dev.chancery.access.saml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.access.signin.SignInRefused;
import dev.chancery.control.accessplane.SignInProvider;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the config of a provider of type saml. What the API let in is well-formed. */
final class ProviderConfig {
    private ProviderConfig() {}

    static SamlProvider read(SignInProvider provider) throws SignInRefused {
        return new SamlProvider(
                required(provider, "issuer_url"),
                URI.create(required(provider, "sso_target_url")),
                certificates(provider),
                provider.text("email_attribute_name"),
                new SamlProvider.Requests(provider.flag("sign_request"), provider.flag("post_request")),
                new SamlProvider.Leniency(provider.flag("allow_sha1"), provider.flag("allow_rsa_1_5")),
                provider.flag("enable_encryption"));
    }

    /** The attributes that policies and tokens may show; none listed means all. */
    static Set<String> listedAttributes(SignInProvider provider) {
        Set<String> listed = new HashSet<>();
        provider.config().path("attributes").forEach(each -> listed.add(each.textValue()));
        return listed;
    }

    private static String required(SignInProvider provider, String member) throws SignInRefused {
        return provider.text(member)
                .orElseThrow(() -> new SignInRefused("The identity provider is not set up: no " + member + "."));
    }

    private static List<Certificate> certificates(SignInProvider provider) throws SignInRefused {
        List<Certificate> certificates = new ArrayList<>();
        for (JsonNode each : provider.config().path("idp_public_certs")) {
            try {
                String text = each.textValue();
                certificates.add(
                        text.contains("-----BEGIN")
                                ? Certificate.parsePem(text)
                                : Certificate.parse(
                                        Der.of(Base64.getMimeDecoder().decode(text))));
            } catch (PemException | DerException | IllegalArgumentException e) {
                throw new SignInRefused("The identity provider is not set up: a certificate of it cannot be read.");
            }
        }
        return certificates;
    }
}
