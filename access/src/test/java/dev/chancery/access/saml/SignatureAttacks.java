package dev.chancery.access.saml;

import static dev.chancery.access.saml.Responses.replaced;
import static dev.chancery.access.saml.WrappingAttacks.cut;

import java.util.ArrayList;
import java.util.List;

/** Signatures that are missing, forged, weak, or of a form that lets them sign something else. */
final class SignatureAttacks {
    private static final String TRANSFORM = "<ds:Transform Algorithm=\"" + Idp.ENVELOPED + "\"></ds:Transform>";
    private static final String BEST = "W3C, XML Signature Best Practices, 2013";

    private final Idp idp;
    private final Idp stranger;
    private final Idp weak;
    private final String inner;
    private final String signature;
    private final String info;

    /**
     * @param stranger whose key nobody configured
     * @param weak whose key is configured, and too short
     */
    SignatureAttacks(Idp idp, Idp stranger, Idp weak) throws Exception {
        this.idp = idp;
        this.stranger = stranger;
        this.weak = weak;
        inner = idp.signed(Responses.right(), "_assertion");
        signature = cut(inner, "<ds:Signature", "</ds:Signature>");
        info = cut(inner, "<ds:SignedInfo", "</ds:SignedInfo>");
    }

    private String signed(Idp.Form form) throws Exception {
        return idp.signed(Responses.right(), "_assertion", form);
    }

    List<Attack> all() throws Exception {
        List<Attack> all = new ArrayList<>(absentOrForeign());
        all.addAll(weak());
        all.addAll(otherForms());
        return all;
    }

    private List<Attack> absentOrForeign() throws Exception {
        String byStranger = stranger.signed(Responses.right(), "_assertion");
        String keyInfo = cut(byStranger, "<ds:KeyInfo", "</ds:KeyInfo>");
        return List.of(
                new Attack("no signature", "profiles 2.0 section 4.1.4.5", Responses.right(), SamlRefusal.UNSIGNED),
                new Attack(
                        "the signature removed",
                        "signature exclusion, On Breaking SAML, 2012",
                        inner.replace(signature, ""),
                        SamlRefusal.UNSIGNED),
                new Attack(
                        "the signature emptied",
                        "signature exclusion, On Breaking SAML, 2012",
                        inner.replace(signature, "<ds:Signature xmlns:ds=\"" + Names.DSIG + "\"/>"),
                        SamlRefusal.SIGNATURE_SHAPE),
                new Attack(
                        "a signature of another namespace",
                        "CVE-2025-25292",
                        inner.replace(Names.DSIG + "\"", "urn:example:dsig\""),
                        SamlRefusal.UNSIGNED),
                new Attack(
                        "the key in the signature itself", "CVE-2021-21239", byStranger, SamlRefusal.WRONG_SIGNATURE),
                new Attack(
                        "a stranger's key behind a reference to a file",
                        "CVE-2021-40690",
                        replaced(
                                byStranger,
                                keyInfo,
                                "<ds:KeyInfo><ds:RetrievalMethod URI=\"file:///etc/passwd\"/></ds:KeyInfo>"),
                        SamlRefusal.WRONG_SIGNATURE),
                new Attack(
                        "a stranger's signature beside the right key",
                        "core 2.0 section 5.4",
                        replaced(byStranger, keyInfo, cut(inner, "<ds:KeyInfo", "</ds:KeyInfo>")),
                        SamlRefusal.WRONG_SIGNATURE),
                new Attack(
                        "a stranger's response around the right assertion",
                        "a signature that is there has to be good",
                        stranger.signed(inner, "_response"),
                        SamlRefusal.WRONG_SIGNATURE));
    }

    private List<Attack> weak() throws Exception {
        return List.of(
                new Attack(
                        "HMAC keyed with the public key",
                        "Somorovsky, 2012; the same as CVE-2015-9235 of JSON",
                        idp.signedByPublicKey(Responses.right(), "_assertion"),
                        SamlRefusal.WEAK_SIGNATURE),
                new Attack(
                        "RSA with SHA-1",
                        "Leurent and Peyrin, SHA-1 is a Shambles, 2020",
                        signed(Idp.USUAL.method(Names.DSIG + "rsa-sha1")),
                        SamlRefusal.WEAK_SIGNATURE),
                new Attack(
                        "a digest of SHA-1",
                        "SHA-1 is a Shambles, 2020",
                        signed(Idp.USUAL.digest(Names.DSIG + "sha1")),
                        SamlRefusal.WEAK_SIGNATURE),
                new Attack(
                        "RSA with MD5",
                        "Wang and Yu, 2005",
                        signed(Idp.USUAL.method("http://www.w3.org/2001/04/xmldsig-more#rsa-md5")),
                        SamlRefusal.WEAK_SIGNATURE),
                new Attack(
                        "an RSA key of 1024 bits",
                        "NIST SP 800-131A",
                        weak.signed(Responses.right(), "_assertion"),
                        SamlRefusal.WRONG_SIGNATURE),
                new Attack(
                        "a truncated HMAC",
                        "CVE-2009-0217",
                        replaced(
                                idp.signedByPublicKey(Responses.right(), "_assertion"),
                                "hmac-sha256\"></ds:SignatureMethod>",
                                "hmac-sha256\"><ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>"),
                        SamlRefusal.SIGNATURE_SHAPE));
    }

    private List<Attack> otherForms() throws Exception {
        String reference = cut(info, "<ds:Reference", "</ds:Reference>");
        String digest = cut(info, "<ds:DigestValue>", "</ds:DigestValue>");
        String xslt = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"><xsl:stylesheet"
                + " xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\" version=\"1.0\"/></ds:Transform>";
        String xpath = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">"
                + "<ds:XPath>count(//. | //@* | //namespace::*)</ds:XPath></ds:Transform>";
        return List.of(
                shape(
                        "an XSLT transform",
                        "Hill, Attacking XML Security, 2007",
                        replaced(inner, TRANSFORM, TRANSFORM + xslt)),
                shape("an XPath transform", BEST, replaced(inner, TRANSFORM, TRANSFORM + xpath)),
                shape("XSLT in the place of enveloping", "Hill, 2007", replaced(inner, TRANSFORM, xslt)),
                shape("no canonicalization", "core 2.0 section 5.4.4", signed(Idp.USUAL.transforms(Idp.ENVELOPED))),
                shape(
                        "the whole document by an empty reference",
                        "CVE-2024-8698",
                        replaced(inner, "URI=\"#_assertion\"", "URI=\"\"")),
                shape(
                        "the whole document by XPointer",
                        "core 2.0 section 5.4.2",
                        replaced(inner, "URI=\"#_assertion\"", "URI=\"#xpointer(/)\"")),
                shape(
                        "another document by its address",
                        BEST,
                        replaced(inner, "URI=\"#_assertion\"", "URI=\"http://127.0.0.1:9/x\"")),
                shape(
                        "a file by its address",
                        BEST,
                        replaced(inner, "URI=\"#_assertion\"", "URI=\"file:///etc/passwd\"")),
                shape(
                        "a reference of type manifest",
                        "XML Signature section 5.1",
                        replaced(inner, "<ds:Reference ", "<ds:Reference Type=\"" + Names.DSIG + "Manifest\" ")),
                shape("two references", "core 2.0 section 5.4.2", replaced(inner, reference, reference + reference)),
                shape("two signed infos", "CVE-2025-29774", replaced(inner, info, info + info)),
                shape(
                        "an object in the signature",
                        "XSW, On Breaking SAML, 2012",
                        replaced(inner, "</ds:Signature>", "<ds:Object/></ds:Signature>")),
                shape("a digest of two parts", "CVE-2024-45409", replaced(inner, digest, digest + digest)),
                new Attack(
                        "a comment in the digest",
                        "CVE-2025-29775",
                        replaced(inner, "<ds:DigestValue>", "<ds:DigestValue><!--AAAA-->"),
                        SamlRefusal.NO_XML),
                new Attack(
                        "the digest of a forged assertion in the extensions",
                        "CVE-2024-45409",
                        inner.replace("alice@example.com", "admin@example.com")
                                .replace(
                                        "<samlp:Status>",
                                        "<samlp:Extensions xmlns:ds=\"" + Names.DSIG + "\">" + digest
                                                + "</samlp:Extensions><samlp:Status>"),
                        SamlRefusal.WRONG_SIGNATURE),
                new Attack(
                        "a canonicalization nobody knows",
                        "CVE-2013-2172",
                        replaced(
                                inner,
                                "<ds:CanonicalizationMethod Algorithm=\"" + Idp.EXCLUSIVE,
                                "<ds:CanonicalizationMethod Algorithm=\"urn:example:nothing"),
                        SamlRefusal.SIGNATURE_SHAPE),
                new Attack(
                        "a namespace that cannot be canonicalized",
                        "void canonicalization, CVE-2025-66568",
                        replaced(
                                inner.replace("alice@example.com", "admin@example.com"),
                                "ID=\"_assertion\"",
                                "xmlns:v=\"1\" v:a=\"\" ID=\"_assertion\""),
                        SamlRefusal.WRONG_SIGNATURE));
    }

    private static Attack shape(String name, String source, String xml) {
        return new Attack(name, source, xml, SamlRefusal.SIGNATURE_SHAPE);
    }
}
