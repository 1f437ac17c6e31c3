package dev.chancery.access.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads XML of strangers. No document type is read, so there are no entities but the five of XML, nothing is fetched and nothing
 * expands; size, depth and attributes are bounded before there is a tree; comments and processing instructions, which readers of
 * text do not agree upon, are refused.
 */
final class BoundedXml {
    /** The longest message, in bytes. */
    static final int MOST_BYTES = 262_144;

    /** How deep elements may stand in one another. */
    static final int MOST_DEPTH = 48;

    /** How many attributes an element may have. */
    static final int MOST_ATTRIBUTES = 64;

    private static final DocumentBuilderFactory FACTORY = factory();

    private BoundedXml() {}

    /** The JDK's own parser, whatever else is on the class path. */
    private static DocumentBuilderFactory factory() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setAttribute("jdk.xml.maxElementDepth", Integer.toString(MOST_DEPTH));
            factory.setAttribute("jdk.xml.elementAttributeLimit", Integer.toString(MOST_ATTRIBUTES));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser cannot be bounded.", e);
        }
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        return factory;
    }

    /**
     * Reads a document.
     *
     * @throws Refused TOO_LARGE, NO_XML
     */
    static Document parse(byte[] xml) throws Refused {
        if (xml.length > MOST_BYTES) {
            throw new Refused(SamlRefusal.TOO_LARGE);
        }
        try {
            DocumentBuilder builder = newBuilder();
            builder.setErrorHandler(QUIET);
            Document document = builder.parse(new InputSource(new ByteArrayInputStream(xml)));
            refuseAsides(document);
            return document;
        } catch (SAXException | IOException e) {
            throw new Refused(SamlRefusal.NO_XML);
        }
    }

    /** Factories are not said to be safe for threads. */
    private static synchronized DocumentBuilder newBuilder() {
        try {
            return FACTORY.newDocumentBuilder();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser cannot be had.", e);
        }
    }

    private static void refuseAsides(Document document) throws Refused {
        @Nullable Node node = document;
        while (node != null) {
            if (node.getNodeType() == Node.COMMENT_NODE || node.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE) {
                throw new Refused(SamlRefusal.NO_XML);
            }
            node = next(node);
        }
    }

    /** The node after this one in the order of the document. */
    static @Nullable Node next(Node node) {
        @Nullable Node child = node.getFirstChild();
        if (child != null) {
            return child;
        }
        @Nullable Node up = node;
        while (up != null && up.getNextSibling() == null) {
            up = up.getParentNode();
        }
        return up == null ? null : up.getNextSibling();
    }

    /** Says nothing; the default writes to standard error. */
    private static final ErrorHandler QUIET = new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    };
}
