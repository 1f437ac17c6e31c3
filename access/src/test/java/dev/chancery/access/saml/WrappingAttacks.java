package dev.chancery.access.saml;

import static dev.chancery.access.saml.Responses.replaced;

import java.util.List;

/**
 * Signature wrapping: a signature that verifies, over something other than what is read. XSW1 to XSW8 as numbered in Somorovsky et
 * al., "On Breaking SAML: Be Whoever You Want to Be" (USENIX Security 2012) and by the tools that followed it.
 */
final class WrappingAttacks {
    private static final String PAPER = "On Breaking SAML, 2012";
    private static final String ADMIN = "admin@example.com";

    private final Idp idp;

    /** A response whose assertion is signed. */
    private final String inner;

    /** A response that is signed. */
    private final String outer;

    /** The signed assertion, its signature, and it without. */
    private final String original;

    private final String signature;
    private final String bare;

    WrappingAttacks(Idp idp) throws Exception {
        this.idp = idp;
        inner = idp.signed(Responses.right(), "_assertion");
        outer = idp.signed(Responses.right(), "_response");
        original = cut(inner, "<saml:Assertion", "</saml:Assertion>");
        signature = cut(original, "<ds:Signature", "</ds:Signature>");
        bare = original.replace(signature, "");
    }

    /** An assertion about somebody else. */
    static String forged(String id) {
        return Responses.ASSERTION
                .replace("alice@example.com", ADMIN)
                .replace("Alice@example.com", ADMIN)
                .replace("_assertion", id);
    }

    static String cut(String text, String from, String to) {
        int start = text.indexOf(from);
        int end = text.indexOf(to, start) + to.length();
        if (start < 0 || end < to.length()) {
            throw new AssertionError("no " + from + " to " + to + " in " + text);
        }
        return text.substring(start, end);
    }

    private static String within(String assertion, String more) {
        return replaced(assertion, "</saml:Issuer>", "</saml:Issuer>" + more);
    }

    private static String atEnd(String assertion, String more) {
        return replaced(assertion, "</saml:Assertion>", more + "</saml:Assertion>");
    }

    List<Attack> all() throws Exception {
        String evil = forged("_evil");
        String outerSignature = cut(outer, "<ds:Signature", "</ds:Signature>");
        String evilResponse = Responses.around(evil).replace("\"_response\"", "\"_other\"");
        String keyed = replaced(outerSignature, "</ds:Signature>", outer + "</ds:Signature>");
        return List.of(
                shape(
                        "XSW1: the signed response in the signature of a forged one",
                        PAPER,
                        withinResponse(evilResponse, keyed)),
                shape(
                        "XSW2: the signed response beside its signature in a forged one",
                        PAPER,
                        withinResponse(evilResponse, outerSignature + outer.replace(outerSignature, ""))),
                shape("XSW3: a forged assertion before the signed one", PAPER, Responses.around(evil + original)),
                shape("XSW4: the signed assertion in a forged one", PAPER, Responses.around(atEnd(evil, original))),
                shape(
                        "XSW5: the signature in a forged assertion, what it signs behind",
                        PAPER,
                        Responses.around(within(evil, signature) + bare)),
                shape(
                        "XSW6: what is signed in its signature, in a forged assertion",
                        PAPER,
                        Responses.around(
                                within(evil, replaced(signature, "</ds:Signature>", bare + "</ds:Signature>")))),
                shape(
                        "XSW7: a forged assertion in the extensions",
                        PAPER,
                        withinResponse(inner, "<samlp:Extensions>" + evil + "</samlp:Extensions>")),
                shape(
                        "XSW8: what is signed in an object of its signature",
                        PAPER,
                        Responses.around(within(
                                evil,
                                replaced(
                                        signature,
                                        "</ds:Signature>",
                                        "<ds:Object>" + bare + "</ds:Object></ds:Signature>")))),
                shape("a forged assertion behind the signed one", "CVE-2022-41912", Responses.around(original + evil)),
                shape(
                        "the signed assertion in the advice of a forged one",
                        "CVE-2016-5697",
                        Responses.around(within(evil, "<saml:Advice>" + original + "</saml:Advice>"))),
                shape(
                        "a forged assertion in the subject confirmation",
                        "CVE-2020-5390",
                        Responses.around(replaced(
                                original, "</saml:SubjectConfirmation>", evil + "</saml:SubjectConfirmation>"))),
                shape(
                        "an assertion of another namespace before the signed one",
                        "namespace confusion, Fedotkin, The Fragile Lock, 2025",
                        Responses.around(evil.replace(Names.SAML, "urn:example:other") + original)),
                shape(
                        "two signatures in one assertion",
                        "CVE-2025-47949",
                        inner.replace(signature, signature + signature)),
                new Attack(
                        "somebody else's signature, taken over",
                        "core 2.0 section 5.4.2",
                        Responses.around(within(evil, signature)),
                        SamlRefusal.SIGNATURE_SHAPE),
                new Attack(
                        "a forged assertion under the signed one's name",
                        "core 2.0 section 5.4.2",
                        Responses.around(within(forged("_assertion"), signature)),
                        SamlRefusal.WRONG_SIGNATURE),
                new Attack(
                        "a changed assertion in a signed response",
                        "core 2.0 section 5.4",
                        outer.replace("alice@example.com", ADMIN),
                        SamlRefusal.WRONG_SIGNATURE),
                new Attack(
                        "two elements of one name",
                        "McIntosh and Austel, XML Signature Element Wrapping, 2005",
                        withinResponse(inner, "<samlp:Extensions><x ID=\"_assertion\"/></samlp:Extensions>"),
                        SamlRefusal.REPEATED_ID),
                new Attack(
                        "the same name by xml:id",
                        "McIntosh and Austel, 2005",
                        withinResponse(inner, "<samlp:Extensions><x xml:id=\"_assertion\"/></samlp:Extensions>"),
                        SamlRefusal.REPEATED_ID),
                new Attack(
                        "the same name in other letters",
                        "attribute pollution, The Fragile Lock, 2025",
                        replaced(inner, "ID=\"_assertion\"", "ID=\"_assertion\" Id=\"_response\""),
                        SamlRefusal.REPEATED_ID),
                new Attack("a second document behind the first", "CVE-2022-39299", inner + outer, SamlRefusal.NO_XML),
                new Attack(
                        "the signature of another response, of the same name",
                        "core 2.0 section 5.4.2",
                        replaced(inner, signature, otherSignature()),
                        SamlRefusal.WRONG_SIGNATURE));
    }

    private String otherSignature() throws Exception {
        String other = idp.signed(Responses.right().replace("staff", "guests"), "_assertion");
        return cut(other, "<ds:Signature", "</ds:Signature>");
    }

    private static String withinResponse(String response, String more) {
        int at = response.indexOf("</saml:Issuer>") + "</saml:Issuer>".length();
        return response.substring(0, at) + more + response.substring(at);
    }

    private static Attack shape(String name, String source, String xml) {
        return new Attack(name, source, xml, SamlRefusal.WRONG_SHAPE);
    }
}
