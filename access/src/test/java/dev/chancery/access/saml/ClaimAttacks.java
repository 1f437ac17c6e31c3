package dev.chancery.access.saml;

import static dev.chancery.access.saml.Responses.replaced;

import java.util.ArrayList;
import java.util.List;

/** Assertions the identity provider did sign: for somebody else, for another time, or without what the profile demands. */
final class ClaimAttacks {
    private static final String PROFILE = "profiles 2.0 section 4.1.4.3";
    private static final String CORE = "core 2.0 section 2";
    private static final String AUDIENCE = "<saml:Audience>" + Responses.CONSUMER + "</saml:Audience>";
    private static final String RECIPIENT = "Recipient=\"" + Responses.CONSUMER + "\"";
    private static final String DATA =
            "Recipient=\"https://team.example.com/cdn-cgi/access/callback\" InResponseTo=\"" + Responses.REQUEST + "\"";
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    private final Idp idp;

    ClaimAttacks(Idp idp) {
        this.idp = idp;
    }

    List<Attack> all() throws Exception {
        List<Attack> all = new ArrayList<>(addresses());
        all.addAll(times());
        all.addAll(contents());
        return all;
    }

    private List<Attack> addresses() throws Exception {
        String restriction = "<saml:AudienceRestriction>" + AUDIENCE + "</saml:AudienceRestriction>";
        return List.of(
                claim("for another service", AUDIENCE, AUDIENCE.replace("team.", "other."), SamlRefusal.WRONG_AUDIENCE),
                claim(
                        "for a service whose name begins with ours",
                        AUDIENCE,
                        AUDIENCE.replace("callback", "callback.example.net"),
                        SamlRefusal.WRONG_AUDIENCE),
                claim(
                        "for ours in other letters",
                        AUDIENCE,
                        AUDIENCE.replace("team", "TEAM"),
                        SamlRefusal.WRONG_AUDIENCE),
                claim("for nobody in particular", restriction, "", SamlRefusal.WRONG_AUDIENCE),
                claim(
                        "for us and, restricted again, for another",
                        restriction,
                        restriction + restriction.replace("team.", "other."),
                        SamlRefusal.WRONG_AUDIENCE),
                claim(
                        "to another recipient",
                        RECIPIENT,
                        RECIPIENT.replace("team.", "other."),
                        SamlRefusal.NOT_CONFIRMED),
                claim("to no recipient", RECIPIENT, "", SamlRefusal.NOT_CONFIRMED),
                claim(
                        "in answer to another request",
                        DATA,
                        DATA.replace("abcdef", "abcdee"),
                        SamlRefusal.NOT_CONFIRMED),
                claim(
                        "in answer to no request",
                        " InResponseTo=\"" + Responses.REQUEST + "\" NotOnOrAfter",
                        " NotOnOrAfter",
                        SamlRefusal.NOT_CONFIRMED),
                outer(
                        "a response to another request",
                        "InResponseTo=\"" + Responses.REQUEST + "\">",
                        "InResponseTo=\"_x\">",
                        SamlRefusal.NOT_ASKED_FOR),
                outer(
                        "a response nobody asked for",
                        " InResponseTo=\"" + Responses.REQUEST + "\">",
                        ">",
                        SamlRefusal.NOT_ASKED_FOR),
                outer(
                        "a response to another address",
                        "Destination=\"https://team",
                        "Destination=\"https://other",
                        SamlRefusal.WRONG_DESTINATION),
                outer(
                        "a signed response without address",
                        " Destination=\"" + Responses.CONSUMER + "\"",
                        "",
                        SamlRefusal.WRONG_DESTINATION),
                outer(
                        "a response by another issuer",
                        "InResponseTo=\"" + Responses.REQUEST + "\"><saml:Issuer>https://idp",
                        "InResponseTo=\"" + Responses.REQUEST + "\"><saml:Issuer>https://other",
                        SamlRefusal.WRONG_ISSUER),
                new Attack(
                        "by another issuer of the same key",
                        PROFILE,
                        idp.signed(
                                Responses.around(
                                        Responses.ASSERTION.replace(Responses.ISSUER, "https://other.example.org")),
                                "_assertion"),
                        SamlRefusal.WRONG_ISSUER));
    }

    private List<Attack> times() throws Exception {
        return List.of(
                claim(
                        "over",
                        "NotOnOrAfter=\"2026-05-07T19:20:00Z\"",
                        "NotOnOrAfter=\"2026-05-07T19:15:00Z\"",
                        SamlRefusal.EXPIRED),
                claim(
                        "not begun",
                        "NotBefore=\"2026-05-07T19:15:30Z\"",
                        "NotBefore=\"2026-05-07T19:17:01Z\"",
                        SamlRefusal.NOT_YET_VALID),
                claim(
                        "confirmed until before",
                        "NotOnOrAfter=\"2026-05-07T19:21:00Z\"",
                        "NotOnOrAfter=\"2026-05-07T19:15:00Z\"",
                        SamlRefusal.NOT_CONFIRMED),
                claim(
                        "confirmed for ever",
                        "NotOnOrAfter=\"2026-05-07T19:21:00Z\"",
                        "NotOnOrAfter=\"2036-05-07T19:21:00Z\"",
                        SamlRefusal.NOT_CONFIRMED),
                claim(
                        "confirmed without end",
                        " NotOnOrAfter=\"2026-05-07T19:21:00Z\"/>",
                        "/>",
                        SamlRefusal.NOT_CONFIRMED),
                claim(
                        "confirmed from tomorrow",
                        " NotOnOrAfter=\"2026-05-07T19:21:00Z\"/>",
                        " NotBefore=\"2026-05-07T19:20:00Z\" NotOnOrAfter=\"2026-05-07T19:21:00Z\"/>",
                        SamlRefusal.NOT_CONFIRMED),
                claim(
                        "authenticated in the future",
                        "AuthnInstant=\"2026-05-07T19:15:30Z\"",
                        "AuthnInstant=\"2026-05-07T20:15:30Z\"",
                        SamlRefusal.NO_AUTHENTICATION),
                claim(
                        "of a session that is over",
                        "<saml:AuthnStatement ",
                        "<saml:AuthnStatement SessionNotOnOrAfter=\"2026-05-07T19:00:00Z\" ",
                        SamlRefusal.EXPIRED),
                claim(
                        "at no time",
                        "NotOnOrAfter=\"2026-05-07T19:20:00Z\"",
                        "NotOnOrAfter=\"soon\"",
                        SamlRefusal.NO_ASSERTION));
    }

    private List<Attack> contents() throws Exception {
        String subject = WrappingAttacks.cut(Responses.ASSERTION, "<saml:Subject>", "</saml:Subject>");
        String name = WrappingAttacks.cut(Responses.ASSERTION, "<saml:NameID", "</saml:NameID>");
        String conditions = WrappingAttacks.cut(Responses.ASSERTION, "<saml:Conditions", "</saml:Conditions>");
        String authenticated =
                WrappingAttacks.cut(Responses.ASSERTION, "<saml:AuthnStatement", "</saml:AuthnStatement>");
        String email = "<saml:AttributeValue>Alice@example.com</saml:AttributeValue>";
        return List.of(
                claim(
                        "confirmed by the holder of a key",
                        BEARER,
                        BEARER.replace("bearer", "holder-of-key"),
                        SamlRefusal.NOT_CONFIRMED),
                claim(
                        "vouched for by the sender",
                        BEARER,
                        BEARER.replace("bearer", "sender-vouches"),
                        SamlRefusal.NOT_CONFIRMED),
                claim("about nobody", subject, "", SamlRefusal.NO_SUBJECT),
                claim("about somebody without a name", name, "", SamlRefusal.NO_SUBJECT),
                claim("about two", subject, subject + subject, SamlRefusal.WRONG_SHAPE),
                claim("without conditions", conditions, "", SamlRefusal.WRONG_AUDIENCE),
                claim("on conditions twice", conditions, conditions + conditions, SamlRefusal.WRONG_SHAPE),
                claim(
                        "on a condition of somebody's own",
                        "<saml:AudienceRestriction>",
                        "<saml:Condition xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"x\"/><saml:AudienceRestriction>",
                        SamlRefusal.NO_ASSERTION),
                claim("not authenticated", authenticated, "", SamlRefusal.NO_AUTHENTICATION),
                claim("with two addresses", email, email + email.replace("Alice", "admin"), SamlRefusal.NO_EMAIL),
                claim("with an address that is none", email, email.replace("@", " at "), SamlRefusal.NO_EMAIL),
                claim(
                        "with an address of two lines",
                        email,
                        email.replace("Alice", "Alice&#10;X-Header: x&#10;"),
                        SamlRefusal.NO_EMAIL),
                claim(
                        "of another version",
                        "ID=\"_assertion\" Version=\"2.0\"",
                        "ID=\"_assertion\" Version=\"1.1\"",
                        SamlRefusal.NO_ASSERTION),
                outer(
                        "a response of another version",
                        "ID=\"_response\" Version=\"2.0\"",
                        "ID=\"_response\" Version=\"1.1\"",
                        SamlRefusal.NO_RESPONSE),
                outer("a failure", "status:Success", "status:Responder", SamlRefusal.NOT_SUCCESSFUL),
                outer(
                        "a response without status",
                        "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>",
                        "",
                        SamlRefusal.NOT_SUCCESSFUL));
    }

    private Attack claim(String name, String piece, String by, SamlRefusal refused) throws Exception {
        return new Attack(
                name,
                CORE,
                idp.signed(Responses.around(replaced(Responses.ASSERTION, piece, by)), "_assertion"),
                refused);
    }

    private Attack outer(String name, String piece, String by, SamlRefusal refused) throws Exception {
        return new Attack(name, PROFILE, idp.signed(replaced(Responses.right(), piece, by), "_response"), refused);
    }
}
