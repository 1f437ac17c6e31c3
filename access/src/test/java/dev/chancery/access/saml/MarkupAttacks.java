package dev.chancery.access.saml;

import static dev.chancery.access.saml.Responses.replaced;

import java.util.List;

/** XML that does more than mark up text, or that two readers read differently. */
final class MarkupAttacks {
    private final Idp idp;

    MarkupAttacks(Idp idp) {
        this.idp = idp;
    }

    List<Attack> all() throws Exception {
        String inner = idp.signed(Responses.right(), "_assertion");
        String laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">" + chain("a", "b") + chain("b", "c") + chain("c", "d")
                + chain("d", "e") + chain("e", "f") + chain("f", "g") + chain("g", "h") + "]>";
        String big = "<!DOCTYPE x [<!ENTITY a \"" + "a".repeat(50_000) + "\">]>";
        return List.of(
                noXml("a document type", "CVE-2013-4517", "<!DOCTYPE samlp:Response>" + inner),
                noXml(
                        "an entity with somebody else's name",
                        "CVE-2025-23369",
                        "<!DOCTYPE x [<!ENTITY who \"admin@example.com\">]>"
                                + inner.replace("alice@example.com", "&who;")),
                noXml(
                        "an external entity",
                        "CVE-2013-6440",
                        "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + inner.replace("staff", "&f;")),
                noXml(
                        "a parameter entity of another host",
                        "Morgan and Al Ibrahim, XML Schema, DTD, and Entity Attacks, 2014",
                        "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\">%p;]>" + inner),
                noXml(
                        "an external document type",
                        "Morgan and Al Ibrahim, 2014",
                        "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x\">" + inner),
                noXml("a billion laughs", "CVE-2003-1564", laughs + inner.replace("staff", "&h;")),
                noXml("quadratic blow-up", "CVE-2013-4517", big + inner.replace("staff", "&a;".repeat(20_000))),
                noXml(
                        "identifiers by attribute declaration",
                        "CVE-2025-25291",
                        "<!DOCTYPE x [<!ATTLIST x evil ID #IMPLIED>]>" + inner),
                noXml(
                        "a comment in the subject's name",
                        "CVE-2017-11427",
                        idp.signed(commented("alice@example.com</saml:NameID>"), "_assertion")),
                noXml(
                        "a comment in an attribute",
                        "CVE-2018-0489",
                        idp.signed(commented("Alice@example.com</saml:AttributeValue>"), "_assertion")),
                noXml(
                        "a comment put in after signing",
                        "CVE-2017-11428",
                        replaced(
                                inner,
                                "alice@example.com</saml:NameID>",
                                "alice@example.com<!---->.example.net</saml:NameID>")),
                noXml(
                        "a processing instruction in the subject's name",
                        "CVE-2017-11427",
                        replaced(inner, "alice@example.com</saml:NameID>", "alice@example.com<?x?></saml:NameID>")),
                noXml("a stylesheet", "Hill, 2007", "<?xml-stylesheet href=\"http://127.0.0.1:9/x\"?>" + inner),
                noXml(
                        "ten thousand elements deep",
                        "CWE-674",
                        inner.replace("staff", "<a>".repeat(10_000) + "</a>".repeat(10_000))),
                noXml(
                        "a thousand attributes",
                        "CWE-770",
                        inner.replace("<saml:AttributeValue>", "<saml:AttributeValue " + attributes() + ">")),
                noXml(
                        "an unknown encoding",
                        "XML 1.0 section 4.3.3",
                        "<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + inner),
                noXml("text", "bindings 2.0 section 3.5.4", "SAMLResponse"),
                new Attack(
                        "more than is read",
                        "CWE-770",
                        inner + " ".repeat(BoundedXml.MOST_BYTES),
                        SamlRefusal.TOO_LARGE),
                new Attack(
                        "XInclude in the subject's name",
                        "XML Inclusions 1.0",
                        idp.signed(
                                replaced(
                                        Responses.right(),
                                        "alice@example.com</saml:NameID>",
                                        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\""
                                                + " href=\"file:///etc/hostname\"/></saml:NameID>"),
                                "_assertion"),
                        SamlRefusal.NO_ASSERTION),
                new Attack(
                        "a request in the place of a response",
                        "core 2.0 section 3.4",
                        Responses.right().replace("samlp:Response", "samlp:AuthnRequest"),
                        SamlRefusal.NO_RESPONSE));
    }

    private static String commented(String end) {
        return replaced(Responses.right(), end, end.replace("</", "<!---->.example.net</"));
    }

    private static String chain(String of, String name) {
        return "<!ENTITY " + name + " \"" + ("&" + of + ";").repeat(10) + "\">";
    }

    private static String attributes() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append(" a").append(i).append("=\"\"");
        }
        return text.toString();
    }

    private static Attack noXml(String name, String source, String xml) {
        return new Attack(name, source, xml, SamlRefusal.NO_XML);
    }
}
