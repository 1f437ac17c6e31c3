package dev.chancery.access.saml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The names of elements that are looked for, and looking for them. */
final class Names {
    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
    static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    static final String XENC11 = "http://www.w3.org/2009/xmlenc11#";

    static final QName RESPONSE = new QName(PROTOCOL, "Response");
    static final QName STATUS = new QName(PROTOCOL, "Status");
    static final QName STATUS_CODE = new QName(PROTOCOL, "StatusCode");
    static final QName EXTENSIONS = new QName(PROTOCOL, "Extensions");
    static final QName ASSERTION = new QName(SAML, "Assertion");
    static final QName ENCRYPTED_ASSERTION = new QName(SAML, "EncryptedAssertion");
    static final QName ISSUER = new QName(SAML, "Issuer");
    static final QName SIGNATURE = new QName(DSIG, "Signature");
    static final QName SIGNATURE_VALUE = new QName(DSIG, "SignatureValue");

    private Names() {}

    static boolean is(@Nullable Node node, QName name) {
        return node instanceof Element element
                && name.getLocalPart().equals(element.getLocalName())
                && name.getNamespaceURI().equals(element.getNamespaceURI());
    }

    /** The elements right below an element. */
    static List<Element> children(Node parent) {
        List<Element> children = new ArrayList<>();
        for (@Nullable Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> children(Node parent, QName name) {
        return children(parent).stream().filter(child -> is(child, name)).toList();
    }

    /** The child of this name, if there is exactly one. */
    static Optional<Element> only(Node parent, QName name) {
        List<Element> found = children(parent, name);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The value of an attribute without namespace, if it is there. */
    static Optional<String> attribute(Element element, String name) {
        return element.hasAttributeNS(null, name) ? Optional.of(element.getAttributeNS(null, name)) : Optional.empty();
    }
}
