package dev.chancery.access.saml;

import dev.chancery.pki.Certificate;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.keycloak.dom.saml.v2.metadata.EntityDescriptorType;
import org.keycloak.dom.saml.v2.metadata.EntityDescriptorType.EDTChoiceType;
import org.keycloak.dom.saml.v2.metadata.EntityDescriptorType.EDTDescriptorChoiceType;
import org.keycloak.dom.saml.v2.metadata.IndexedEndpointType;
import org.keycloak.dom.saml.v2.metadata.KeyDescriptorType;
import org.keycloak.dom.saml.v2.metadata.KeyTypes;
import org.keycloak.dom.saml.v2.metadata.SPSSODescriptorType;
import org.keycloak.saml.SPMetadataDescriptor;
import org.keycloak.saml.common.exceptions.ProcessingException;
import org.keycloak.saml.common.util.StaxUtil;
import org.keycloak.saml.processing.core.saml.v2.writers.SAMLMetadataWriter;
import org.w3c.dom.Document;

/**
 * What identity providers are to know of us (SAML metadata 2.0 section 2.4.4).
 *
 * @param us who we are
 * @param signsRequests whether requests are signed
 * @param signing the certificate of the key that signs them
 * @param encryption what assertions are to be encrypted to
 */
record Metadata(ServiceProvider us, boolean signsRequests, Certificate signing, Optional<Certificate> encryption) {
    /** Best first: providers that choose by order choose well. */
    private static final String[] ENCRYPTION = Stream.concat(
                    Stream.of(
                                    ContentCipher.AES_256_GCM,
                                    ContentCipher.AES_128_GCM,
                                    ContentCipher.AES_256_CBC,
                                    ContentCipher.AES_128_CBC)
                            .map(ContentCipher::algorithm),
                    Stream.of(Names.XENC11 + "rsa-oaep", Names.XENC + "rsa-oaep-mgf1p"))
            .toArray(String[]::new);

    /** The document, UTF-8. */
    byte[] xml() {
        SPSSODescriptorType descriptor = new SPSSODescriptorType(List.of(Names.PROTOCOL));
        descriptor.setAuthnRequestsSigned(signsRequests);
        descriptor.setWantAssertionsSigned(true);
        keys().forEach(descriptor::addKeyDescriptor);
        descriptor.addNameIDFormat("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress");
        IndexedEndpointType consumer =
                new IndexedEndpointType(URI.create("urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"), us.consumer());
        consumer.setIndex(0);
        consumer.setIsDefault(true);
        descriptor.addAssertionConsumerService(consumer);
        EntityDescriptorType entity = new EntityDescriptorType(us.entityId());
        entity.addChoiceType(new EDTChoiceType(List.of(new EDTDescriptorChoiceType(descriptor))));
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new SAMLMetadataWriter(StaxUtil.getXMLStreamWriter(bytes)).writeEntityDescriptor(entity);
            return bytes.toByteArray();
        } catch (ProcessingException e) {
            throw new IllegalStateException("Metadata of our own making cannot be written.", e);
        }
    }

    private List<KeyDescriptorType> keys() {
        Document document = document();
        List<KeyDescriptorType> keys = new ArrayList<>();
        keys.add(SPMetadataDescriptor.buildKeyDescriptorType(KeyDescription.of(document, signing), KeyTypes.SIGNING));
        encryption.ifPresent(certificate -> keys.add(SPMetadataDescriptor.buildKeyDescriptorType(
                KeyDescription.of(document, certificate), KeyTypes.ENCRYPTION, ENCRYPTION)));
        return keys;
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser cannot be had.", e);
        }
    }
}
