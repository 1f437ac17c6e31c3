package dev.chancery.access.saml;

import dev.chancery.pki.Certificate;
import dev.chancery.testkit.OpenSsl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** A key of an identity provider, or of somebody who would like to be one: signs anything, in any form. */
final class Idp {
    static {
        Init.init();
    }

    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String EXCLUSIVE = Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS;
    static final String ENVELOPED = Transforms.TRANSFORM_ENVELOPED_SIGNATURE;

    /** As SAML has it. */
    static final Form USUAL = new Form(RSA_SHA256, SHA256, EXCLUSIVE, List.of(ENVELOPED, EXCLUSIVE), "");

    private final PrivateKey key;
    private final Certificate certificate;

    /**
     * How a signature looks.
     *
     * @param method of the signature
     * @param digest of its reference
     * @param canonical of what it signs
     * @param transforms of its reference
     * @param uri of its reference; empty for the element it stands in
     */
    record Form(String method, String digest, String canonical, List<String> transforms, String uri) {
        Form method(String other) {
            return new Form(other, digest, canonical, transforms, uri);
        }

        Form digest(String other) {
            return new Form(method, other, canonical, transforms, uri);
        }

        Form canonical(String other) {
            return new Form(method, digest, other, transforms, uri);
        }

        Form transforms(String... others) {
            return new Form(method, digest, canonical, List.of(others), uri);
        }

        Form uri(String other) {
            return new Form(method, digest, canonical, transforms, other);
        }
    }

    private Idp(PrivateKey key, Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** One with a fresh key, as {@code rsa:2048}. */
    static Idp with(OpenSsl openssl, String algorithm, String... options) throws Exception {
        String[] command = {
            "req", "-x509", "-noenc", "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=idp", "-days", "10"
        };
        List<String> all = new java.util.ArrayList<>(List.of(command));
        all.addAll(List.of("-newkey", algorithm));
        all.addAll(List.of(options));
        openssl.run(all.toArray(String[]::new));
        byte[] der = Base64.getMimeDecoder().decode(openssl.read("key.pem").replaceAll("-----[A-Z ]+-----", ""));
        PrivateKey key = KeyFactory.getInstance(algorithm.startsWith("rsa") ? "RSA" : "EC")
                .generatePrivate(new PKCS8EncodedKeySpec(der));
        return new Idp(key, Certificate.parsePem(openssl.read("cert.pem")));
    }

    Certificate certificate() {
        return certificate;
    }

    /** The text with a signature in the element with this identifier, after its issuer. */
    String signed(String xml, String id) throws Exception {
        return signed(xml, id, USUAL);
    }

    String signed(String xml, String id, Form form) throws Exception {
        return signed(xml, id, form, key);
    }

    /** Signed by HMAC with the bytes of the public key, which everybody knows. */
    String signedByPublicKey(String xml, String id) throws Exception {
        byte[] known = certificate.publicKey().toJca().getEncoded();
        return signed(xml, id, USUAL.method(XMLSignature.ALGO_ID_MAC_HMAC_SHA256), new SecretKeySpec(known, "HMAC"));
    }

    private String signed(String xml, String id, Form form, Key with) throws Exception {
        Document document = parsed(xml);
        Element element = byId(document, id);
        element.setIdAttributeNS(null, "ID", true);
        XMLSignature signature = new XMLSignature(document, "", form.method(), 0, form.canonical(), null, null);
        Node issuer = element.getElementsByTagNameNS(Names.SAML, "Issuer").item(0);
        element.insertBefore(signature.getElement(), issuer.getNextSibling());
        Transforms transforms = new Transforms(document);
        for (String transform : form.transforms()) {
            transforms.addTransform(transform);
        }
        signature.addDocument(form.uri().isEmpty() ? "#" + id : form.uri(), transforms, form.digest());
        signature.sign(with);
        if (with instanceof PrivateKey) {
            signature.addKeyInfo(certificate.publicKey().toJca());
        }
        return text(document);
    }

    static Document parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    static Element byId(Document document, String id) {
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element element && id.equals(element.getAttributeNS(null, "ID"))) {
                return element;
            }
        }
        throw new AssertionError("nothing is called " + id);
    }

    static String text(Node node) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_WITH_COMMENTS).canonicalizeSubtree(node, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
