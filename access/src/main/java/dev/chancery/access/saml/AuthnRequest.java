package dev.chancery.access.saml;

import dev.chancery.ca.SignatureCertificate;
import dev.chancery.ca.SigningKey;
import dev.chancery.pki.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.xml.datatype.DatatypeFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.algorithms.MessageDigestAlgorithm;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.keycloak.dom.saml.v2.assertion.NameIDType;
import org.keycloak.dom.saml.v2.protocol.AuthnRequestType;
import org.keycloak.saml.common.exceptions.ConfigurationException;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.processing.api.saml.v2.request.SAML2Request;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What an identity provider is asked: to say who a browser is (core 2.0 section 3.4.1).
 *
 * @param id what its answer has to name; at least 128 random bits, and an XML name
 * @param us who asks
 * @param signOn where
 * @param issued when
 */
record AuthnRequest(String id, ServiceProvider us, URI signOn, Instant issued) {
    static {
        Init.init();
    }

    private static final String POST_BINDING = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    private static final String RSA_SHA256 = XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256;

    /**
     * As an address to send the browser to (bindings 2.0 section 3.4.4).
     *
     * @param relayState comes back with the answer
     * @param key signs the query, if it is to be signed
     */
    URI redirect(String relayState, Optional<SigningKey> key) {
        String query = "SAMLRequest=" + encoded(Base64.getEncoder().encodeToString(deflated(text(document()))))
                + "&RelayState=" + encoded(relayState);
        if (key.isPresent()) {
            query += "&SigAlg=" + encoded(RSA_SHA256);
            byte[] value = rsa(key.get()).sign(query.getBytes(StandardCharsets.US_ASCII));
            query += "&Signature=" + encoded(Base64.getEncoder().encodeToString(value));
        }
        return URI.create(signOn + (signOn.getRawQuery() == null ? "?" : "&") + query);
    }

    /**
     * As fields of a form the browser sends (bindings 2.0 section 3.5.4).
     *
     * @param relayState comes back with the answer
     * @param key signs the request, if it is to be signed
     */
    Map<String, String> form(String relayState, Optional<SigningKey> key) {
        Document document = document();
        key.ifPresent(signer -> sign(document, rsa(signer)));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("SAMLRequest", Base64.getEncoder().encodeToString(text(document)));
        fields.put("RelayState", relayState);
        return fields;
    }

    private Document document() {
        AuthnRequestType request = new AuthnRequestType(
                id,
                DatatypeFactory.newDefaultInstance()
                        .newXMLGregorianCalendar(
                                issued.truncatedTo(ChronoUnit.SECONDS).toString()));
        NameIDType issuer = new NameIDType();
        issuer.setValue(us.entityId());
        request.setIssuer(issuer);
        request.setDestination(signOn);
        request.setAssertionConsumerServiceURL(us.consumer());
        request.setProtocolBinding(URI.create(POST_BINDING));
        try {
            return SAML2Request.convert(request);
        } catch (ProcessingException | ConfigurationException | ParsingException e) {
            throw new IllegalStateException("A request of our own making cannot be written.", e);
        }
    }

    /** Santuario says what to sign and {@code ca} signs it: the key stays there. */
    private void sign(Document document, SigningKey key) {
        try {
            Element root = document.getDocumentElement();
            root.setIdAttributeNS(null, "ID", true);
            XMLSignature signature =
                    new XMLSignature(document, "", RSA_SHA256, Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
            Element issuer = Names.only(root, Names.ISSUER).orElseThrow();
            root.insertBefore(signature.getElement(), issuer.getNextSibling());
            Transforms transforms = new Transforms(document);
            transforms.addTransform(Transforms.TRANSFORM_ENVELOPED_SIGNATURE);
            transforms.addTransform(Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS);
            signature.addDocument("#" + id, transforms, MessageDigestAlgorithm.ALGO_ID_DIGEST_SHA256);
            signature.getSignedInfo().generateDigestValues();
            byte[] value = key.sign(signature.getSignedInfo().getCanonicalizedOctetStream());
            Element holder =
                    Names.only(signature.getElement(), Names.SIGNATURE_VALUE).orElseThrow();
            holder.setTextContent(Base64.getEncoder().encodeToString(value));
            signature.getElement().appendChild(KeyDescription.of(document, SignatureCertificate.of(key)));
        } catch (XMLSecurityException | IOException e) {
            throw new IllegalStateException("A request of our own making cannot be signed.", e);
        }
    }

    private static SigningKey rsa(SigningKey key) {
        if (key.algorithm() != SignatureAlgorithm.SHA256_WITH_RSA) {
            throw new IllegalArgumentException("key: %s (expected: one that signs SHA256WithRSA)".formatted(key));
        }
        return key;
    }

    private static byte[] text(Document document) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_OMIT_COMMENTS).canonicalizeSubtree(document, bytes);
            return bytes.toByteArray();
        } catch (XMLSecurityException e) {
            throw new IllegalStateException("A request of our own making cannot be written.", e);
        }
    }

    private static byte[] deflated(byte[] text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater raw = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream deflating = new DeflaterOutputStream(bytes, raw)) {
            deflating.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            raw.end();
        }
        return bytes.toByteArray();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
