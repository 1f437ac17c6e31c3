package dev.chancery.access.saml;

import static dev.chancery.access.saml.Responses.replaced;

import dev.chancery.pki.Certificate;
import java.util.ArrayList;
import java.util.List;

/** What is tried where assertions are encrypted. {@link #unreadable} are the ones that must not be told apart. */
final class EncryptionAttacks {
    private static final String CBC_PAPER = "Jager and Somorovsky, How to Break XML Encryption, 2011";
    private static final String RSA_PAPER =
            "Jager, Schinzel and Somorovsky, Bleichenbacher's Attack Strikes Again, 2012";
    private static final String CORE = "core 2.0 section 6";

    private final Idp idp;
    private final Idp stranger;
    private final Certificate to;
    private final Certificate elsewhere;
    private final String assertion;

    /**
     * @param to the current certificate
     * @param elsewhere one whose key we do not have
     */
    EncryptionAttacks(Idp idp, Idp stranger, Certificate to, Certificate elsewhere) throws Exception {
        this.idp = idp;
        this.stranger = stranger;
        this.to = to;
        this.elsewhere = elsewhere;
        this.assertion = signed(idp, Responses.ASSERTION);
    }

    /** The assertion signed, alone. */
    static String signed(Idp by, String assertion) throws Exception {
        return WrappingAttacks.cut(
                by.signed(Responses.around(assertion), "_assertion"), "<saml:Assertion", "</saml:Assertion>");
    }

    String right(Encryptor encryptor) throws Exception {
        return Responses.around(encryptor.encrypted(declared(assertion), to));
    }

    /** Canonical text has its prefixes from around it. */
    private static String declared(String text) {
        return text.contains("xmlns:saml=")
                ? text
                : text.replaceFirst("<saml:Assertion", "<saml:Assertion xmlns:saml=\"" + Names.SAML + "\"");
    }

    List<Attack> unreadable() throws Exception {
        List<Attack> all = new ArrayList<>();
        for (Encryptor encryptor : List.of(Encryptor.CBC, Encryptor.GCM)) {
            String by = encryptor.method().replaceAll(".*#", "") + ": ";
            Encryptor.Sealed sealed = encryptor.seal(declared(assertion), to);
            Encryptor.Sealed foreign = encryptor.seal(declared(assertion), elsewhere);
            Encryptor shorter = new Encryptor(encryptor.method(), Encryptor.MGF1P, Encryptor.OAEP, 16);
            all.addAll(List.of(
                    unreadable(by + "encrypted to another", CORE, encryptor.xml(foreign)),
                    unreadable(
                            by + "another key around the content",
                            RSA_PAPER,
                            encryptor.xml(new Encryptor.Sealed(foreign.key(), sealed.content()))),
                    unreadable(
                            by + "a key of zeros",
                            RSA_PAPER,
                            encryptor.xml(new Encryptor.Sealed(new byte[256], sealed.content()))),
                    unreadable(
                            by + "a key of no bytes",
                            RSA_PAPER,
                            encryptor.xml(new Encryptor.Sealed(new byte[0], sealed.content()))),
                    unreadable(by + "a key of the wrong length", RSA_PAPER, shorter.encrypted(declared(assertion), to)),
                    unreadable(by + "the vector changed", CBC_PAPER, encryptor.xml(sealed.flipped(0))),
                    unreadable(by + "the content changed", CBC_PAPER, encryptor.xml(sealed.flipped(200))),
                    unreadable(by + "the last byte changed", CBC_PAPER, encryptor.xml(sealed.flipped(-1))),
                    unreadable(by + "the last block but one changed", CBC_PAPER, encryptor.xml(sealed.flipped(-17))),
                    unreadable(by + "one block", CBC_PAPER, encryptor.xml(sealed.cut(32))),
                    unreadable(by + "half a block", CBC_PAPER, encryptor.xml(sealed.cut(40))),
                    unreadable(by + "nothing", CBC_PAPER, encryptor.xml(sealed.cut(0))),
                    unreadable(by + "no XML", CORE, encryptor.encrypted("alice", to)),
                    unreadable(by + "nothing encrypted", CORE, encryptor.encrypted("", to)),
                    unreadable(
                            by + "out of the element it is read in",
                            CORE,
                            encryptor.encrypted(declared(assertion) + "</host><host>", to)),
                    unreadable(
                            by + "an entity inside",
                            "CVE-2013-6440",
                            encryptor.encrypted("<!DOCTYPE x [<!ENTITY a \"b\">]>" + declared(assertion), to)),
                    unreadable(by + "no assertion", CORE, encryptor.encrypted("<a/>", to)),
                    unreadable(
                            by + "two assertions",
                            CORE,
                            encryptor.encrypted(declared(assertion) + WrappingAttacks.forged("_evil"), to)),
                    unreadable(by + "encrypted twice", CORE, encryptor.encrypted(encryptor.xml(sealed), to)),
                    unreadable(by + "not signed at all", "CVE-2024-9487", encryptor.encrypted(Responses.ASSERTION, to)),
                    unreadable(
                            by + "signed by a stranger",
                            "CVE-2024-9487",
                            encryptor.encrypted(declared(signed(stranger, Responses.ASSERTION)), to)),
                    unreadable(
                            by + "changed after signing",
                            "core 2.0 section 5.4",
                            encryptor.encrypted(declared(assertion.replace("alice@", "admin@")), to)),
                    unreadable(
                            by + "wrapped: the signed one in a forged one",
                            "On Breaking SAML, 2012",
                            encryptor.encrypted(
                                    WrappingAttacks.forged("_evil")
                                            .replace("</saml:Assertion>", assertion + "</saml:Assertion>"),
                                    to))));
        }
        return all;
    }

    List<Attack> others() throws Exception {
        String right = right(Encryptor.GCM);
        String encrypted = WrappingAttacks.cut(right, "<saml:EncryptedAssertion", "</saml:EncryptedAssertion>");
        String key = WrappingAttacks.cut(right, "<xenc:EncryptedKey", "</xenc:EncryptedKey>");
        String value = WrappingAttacks.cut(right, "<xenc:CipherValue>", "</xenc:CipherValue>");
        String cbc = Encryptor.CBC.encrypted(Responses.ASSERTION.replace("alice@", "admin@"), to);
        return List.of(
                new Attack(
                        "not encrypted",
                        "SAML.md",
                        idp.signed(Responses.right(), "_assertion"),
                        SamlRefusal.NOT_ENCRYPTED),
                new Attack(
                        "an assertion beside the encrypted one",
                        "CVE-2024-9487",
                        Responses.around(encrypted + WrappingAttacks.forged("_evil")),
                        SamlRefusal.WRONG_SHAPE),
                new Attack(
                        "another ciphertext in a signed response",
                        "core 2.0 section 5.4",
                        replaced(
                                idp.signed(right, "_response"),
                                value,
                                WrappingAttacks.cut(cbc, "<xenc:CipherValue>", "</xenc:CipherValue>")),
                        SamlRefusal.WRONG_SIGNATURE),
                new Attack(
                        "encrypted, then signed as a whole and moved",
                        "XSW2, On Breaking SAML, 2012",
                        idp.signed(right, "_response").replace("ID=\"_response\"", "ID=\"_moved\""),
                        SamlRefusal.SIGNATURE_SHAPE),
                taken("RSA with the old padding", RSA_PAPER, right(Encryptor.OLD)),
                taken(
                        "RSA with the old padding, signed outside",
                        "SAML.md",
                        idp.signed(right(Encryptor.OLD), "_response")),
                taken(
                        "triple DES",
                        "CVE-2016-2183",
                        replaced(right, Names.XENC11 + "aes256-gcm", Names.XENC + "tripledes-cbc")),
                taken("AES with 192 bits", "SAML.md", replaced(right, "aes256-gcm", "aes192-gcm")),
                taken(
                        "a digest that is none",
                        CORE,
                        replaced(
                                right,
                                Encryptor.MGF1P,
                                "<xenc:EncryptionMethod Algorithm=\"" + Names.XENC
                                        + "rsa-oaep-mgf1p\"><ds:DigestMethod Algorithm=\"urn:x\"/></xenc:EncryptionMethod>")),
                taken(
                        "a key wrapped by a key",
                        "XML Encryption section 5.6",
                        replaced(right, "rsa-oaep-mgf1p", "kw-aes256")),
                taken(
                        "content by its address",
                        "XML Encryption section 3.3.1",
                        right.replace(value, "<xenc:CipherReference URI=\"http://127.0.0.1:9/x\"/>")),
                taken("two keys", CORE, replaced(right, key, key + key)),
                taken("no key", CORE, replaced(right, key, "")),
                taken(
                        "a key by its address",
                        "CVE-2021-40690",
                        replaced(right, key, "<ds:RetrievalMethod URI=\"file:///etc/passwd\"/>")),
                taken(
                        "content in the place of an element",
                        "XML Encryption section 3.1",
                        replaced(right, "xmlenc#Element\"", "xmlenc#Content\"")));
    }

    private static Attack unreadable(String name, String source, String encrypted) {
        return new Attack(name, source, Responses.around(encrypted), SamlRefusal.UNREADABLE);
    }

    private static Attack taken(String name, String source, String xml) {
        return new Attack(name, source, xml, SamlRefusal.ENCRYPTION_NOT_TAKEN);
    }
}
