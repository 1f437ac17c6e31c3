package dev.chancery.access.saml;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Where things stand in a response: one assertion, right below its host, and signatures right below what they sign. Anything of
 * these kinds in another place is what signature wrapping needs (Somorovsky et al., "On Breaking SAML", 2012), and is refused.
 *
 * @param host the response, or what a decrypted assertion stands in
 * @param hostSignature the host's own signature
 * @param assertion the assertion, encrypted or not
 * @param assertionSignature its own signature
 */
record Shape(Element host, Optional<Element> hostSignature, Element assertion, Optional<Element> assertionSignature) {
    private static final Set<String> IDENTIFIERS = Set.of("id", "xml:id");
    private static final List<QName> IN_RESPONSE = List.of(
            Names.ISSUER, Names.SIGNATURE, Names.EXTENSIONS, Names.STATUS, Names.ASSERTION, Names.ENCRYPTED_ASSERTION);
    private static final List<QName> ONCE_IN_ASSERTION = List.of(
            Names.ISSUER,
            Names.SIGNATURE,
            new QName(Names.SAML, "Subject"),
            new QName(Names.SAML, "Conditions"),
            new QName(Names.SAML, "Advice"));

    /**
     * Of a response.
     *
     * @throws Refused WRONG_SHAPE, REPEATED_ID
     */
    static Shape ofResponse(Element response) throws Refused {
        for (Element child : Names.children(response)) {
            require(IN_RESPONSE.stream().anyMatch(name -> Names.is(child, name)));
        }
        for (QName name : IN_RESPONSE) {
            require(Names.children(response, name).size() <= 1);
        }
        return of(response);
    }

    /**
     * Of a host of one assertion.
     *
     * @throws Refused WRONG_SHAPE, REPEATED_ID
     */
    static Shape of(Element host) throws Refused {
        List<Element> assertions = Names.children(host).stream()
                .filter(child -> Names.is(child, Names.ASSERTION) || Names.is(child, Names.ENCRYPTED_ASSERTION))
                .toList();
        require(assertions.size() == 1);
        Element assertion = assertions.getFirst();
        if (Names.is(assertion, Names.ASSERTION)) {
            for (QName name : ONCE_IN_ASSERTION) {
                require(Names.children(assertion, name).size() <= 1);
            }
        }
        walk(host, assertion);
        return new Shape(host, Names.only(host, Names.SIGNATURE), assertion, Names.only(assertion, Names.SIGNATURE));
    }

    boolean encrypted() {
        return Names.is(assertion, Names.ENCRYPTED_ASSERTION);
    }

    private static void walk(Element host, Element assertion) throws Refused {
        Set<String> identifiers = new HashSet<>();
        for (@Nullable Node node = host; node != null; node = BoundedXml.next(node)) {
            if (!(node instanceof Element element)) {
                continue;
            }
            boolean signature = Names.is(element, Names.SIGNATURE);
            boolean asserts = Names.is(element, Names.ASSERTION) || Names.is(element, Names.ENCRYPTED_ASSERTION);
            require(!asserts || element.isSameNode(assertion));
            require(!Names.is(element, Names.RESPONSE) || element.isSameNode(host));
            require(!signature
                    || host.isSameNode(element.getParentNode())
                    || (assertion.isSameNode(element.getParentNode()) && Names.is(assertion, Names.ASSERTION)));
            for (String identifier : identifiers(element)) {
                if (!identifiers.add(identifier)) {
                    throw new Refused(SamlRefusal.REPEATED_ID);
                }
            }
        }
    }

    /** The values of whatever some reader might take for an identifier. */
    private static Set<String> identifiers(Element element) {
        Set<String> found = new HashSet<>();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.item(i) instanceof Attr attribute
                    && IDENTIFIERS.contains(attribute.getName().toLowerCase(Locale.ROOT))) {
                found.add(attribute.getValue());
            }
        }
        return found;
    }

    private static void require(boolean right) throws Refused {
        if (!right) {
            throw new Refused(SamlRefusal.WRONG_SHAPE);
        }
    }
}
