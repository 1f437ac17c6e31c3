package dev.chancery.access.saml;

import dev.chancery.pki.Certificate;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Responses as identity providers write them, and what they answer. Tests change their text before it is signed. */
final class Responses {
    static final String CONSUMER = "https://team.example.com/cdn-cgi/access/callback";
    static final String ISSUER = "https://idp.example.org/metadata";
    static final String REQUEST = "_0123456789abcdef";
    static final Instant NOW = Instant.parse("2026-05-07T19:16:00Z");
    static final String ALICE = "alice@example.com";

    /** An assertion that is believed once it is signed. */
    static final String ASSERTION = """
            <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_assertion" Version="2.0" \
            IssueInstant="2026-05-07T19:16:00Z"><saml:Issuer>https://idp.example.org/metadata</saml:Issuer><saml:Subject>\
            <saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">alice@example.com</saml:NameID>\
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData \
            Recipient="https://team.example.com/cdn-cgi/access/callback" InResponseTo="_0123456789abcdef" \
            NotOnOrAfter="2026-05-07T19:21:00Z"/></saml:SubjectConfirmation></saml:Subject>\
            <saml:Conditions NotBefore="2026-05-07T19:15:30Z" NotOnOrAfter="2026-05-07T19:20:00Z"><saml:AudienceRestriction>\
            <saml:Audience>https://team.example.com/cdn-cgi/access/callback</saml:Audience></saml:AudienceRestriction>\
            </saml:Conditions><saml:AuthnStatement AuthnInstant="2026-05-07T19:15:30Z"><saml:AuthnContext>\
            <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>\
            </saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement><saml:Attribute Name="groups">\
            <saml:AttributeValue>staff</saml:AttributeValue><saml:AttributeValue>on &lt;call&gt; &amp; more</saml:AttributeValue>\
            </saml:Attribute><saml:Attribute Name="email"><saml:AttributeValue>Alice@example.com</saml:AttributeValue>\
            </saml:Attribute></saml:AttributeStatement></saml:Assertion>""";

    private static final String RESPONSE = """
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" Version="2.0" \
            IssueInstant="2026-05-07T19:16:00Z" Destination="https://team.example.com/cdn-cgi/access/callback" \
            InResponseTo="_0123456789abcdef"><saml:Issuer>https://idp.example.org/metadata</saml:Issuer><samlp:Status>\
            <samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>%s</samlp:Response>""";

    private Responses() {}

    static String around(String inner) {
        return RESPONSE.replace("%s", inner);
    }

    static String right() {
        return around(ASSERTION);
    }

    /** A text with a piece of it replaced, which has to be there. */
    static String replaced(String text, String piece, String by) {
        if (!text.contains(piece)) {
            throw new AssertionError("no " + piece + " in " + text);
        }
        return text.replace(piece, by);
    }

    static SamlProvider provider(boolean encrypts, SamlProvider.Leniency leniency, Certificate... certificates) {
        return new SamlProvider(
                ISSUER,
                URI.create("https://idp.example.org/sso"),
                List.of(certificates),
                Optional.empty(),
                new SamlProvider.Requests(false, false),
                leniency,
                encrypts);
    }

    static Expected expected(SamlProvider provider) {
        return new Expected(provider, new ServiceProvider(URI.create("https://team.example.com")), REQUEST);
    }
}
