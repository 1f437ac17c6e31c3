package dev.chancery.access.saml;

import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.List;
import javax.xml.namespace.QName;
import org.apache.xml.security.Init;
import org.apache.xml.security.algorithms.MessageDigestAlgorithm;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.Reference;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The one form of signature there is in SAML (core 2.0 section 5.4): it stands in the element it signs, and signs all of it, found
 * by its identifier. Keys are the configured ones; what a signature says of its key is not read.
 */
final class EnvelopedSignature {
    static {
        Init.init();
    }

    private static final List<QName> PARTS =
            List.of(new QName(Names.DSIG, "SignedInfo"), new QName(Names.DSIG, "SignatureValue"));
    private static final QName KEY_INFO = new QName(Names.DSIG, "KeyInfo");
    private static final List<String> CANONICAL = List.of(
            Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS,
            Transforms.TRANSFORM_C14N_EXCL_WITH_COMMENTS,
            Transforms.TRANSFORM_C14N_OMIT_COMMENTS,
            Transforms.TRANSFORM_C14N_WITH_COMMENTS,
            Transforms.TRANSFORM_C14N11_OMIT_COMMENTS,
            Transforms.TRANSFORM_C14N11_WITH_COMMENTS);

    private EnvelopedSignature() {}

    /**
     * Checks a signature and reads again what it signs, from the very bytes that were digested.
     *
     * @param signed the element it has to sign
     * @param signature its child
     * @param keys those of the identity provider; any of them may have signed
     * @param sha1 whether SHA-1 will do
     * @return the root of a new document: the signed element without its signature
     * @throws Refused SIGNATURE_SHAPE, WEAK_SIGNATURE, WRONG_SIGNATURE
     */
    static Element verified(Element signed, Element signature, List<PublicKey> keys, boolean sha1) throws Refused {
        requireParts(signature);
        requireSound(signature, sha1);
        try {
            // Santuario finds elements by identifiers it is told of; no other element of the document has this one.
            signed.setIdAttributeNS(null, "ID", true);
            XMLSignature xml = new XMLSignature(signature, "", true);
            Reference reference = onlyReference(xml, signed);
            if (!signedByOneOf(signature, keys)) {
                throw new Refused(SamlRefusal.WRONG_SIGNATURE);
            }
            byte[] bytes = xml.getSignedInfo().getSignedContentItem(0);
            MessageDigestAlgorithm digest = reference.getMessageDigestAlgorithm();
            digest.reset();
            if (bytes.length == 0 || !MessageDigest.isEqual(digest.digest(bytes), reference.getDigestValue())) {
                throw new Refused(SamlRefusal.WRONG_SIGNATURE);
            }
            return reread(bytes, signed);
        } catch (Refused e) {
            throw e;
        } catch (Exception e) {
            // Canonicalization that fails must fail the signature (CVE-2025-66568: it digested nothing instead).
            throw new Refused(SamlRefusal.WRONG_SIGNATURE);
        }
    }

    private static void requireParts(Element signature) throws Refused {
        List<Element> parts = Names.children(signature);
        boolean keyInfo = parts.size() == PARTS.size() + 1 && Names.is(parts.getLast(), KEY_INFO);
        require(parts.size() == PARTS.size() || keyInfo);
        for (int i = 0; i < PARTS.size(); i++) {
            require(Names.is(parts.get(i), PARTS.get(i)));
        }
        List<Element> info = Names.children(parts.getFirst());
        require(info.size() == 3
                && Names.is(info.get(0), new QName(Names.DSIG, "CanonicalizationMethod"))
                && Names.is(info.get(1), new QName(Names.DSIG, "SignatureMethod"))
                && Names.is(info.get(2), new QName(Names.DSIG, "Reference")));
        List<Element> reference = Names.children(info.get(2));
        require(reference.size() == 3
                && Names.is(reference.get(0), new QName(Names.DSIG, "Transforms"))
                && Names.is(reference.get(1), new QName(Names.DSIG, "DigestMethod"))
                && Names.is(reference.get(2), new QName(Names.DSIG, "DigestValue")));
        for (Element only : List.of(info.get(1), reference.get(1), reference.get(2), parts.get(1))) {
            // No HMACOutputLength, no text hidden between elements: a value is text.
            require(Names.children(only).isEmpty());
        }
    }

    private static void requireSound(Element signature, boolean sha1) throws Refused {
        List<Element> info = Names.children(Names.children(signature).getFirst());
        Element digest = Names.children(info.get(2)).get(1);
        if (!SignatureMethod.takes(info.get(1).getAttributeNS(null, "Algorithm"), sha1)
                || !SignatureMethod.takesDigest(digest.getAttributeNS(null, "Algorithm"), sha1)) {
            throw new Refused(SamlRefusal.WEAK_SIGNATURE);
        }
    }

    private static Reference onlyReference(XMLSignature xml, Element signed) throws XMLSecurityException, Refused {
        String id = signed.getAttributeNS(null, "ID");
        Reference reference = xml.getSignedInfo().item(0);
        require(!id.isEmpty()
                && ("#" + id).equals(reference.getURI())
                && reference.getType().isEmpty());
        require(CANONICAL.contains(xml.getSignedInfo().getCanonicalizationMethodURI()));
        Transforms transforms = reference.getTransforms();
        require(transforms.getLength() == 2
                && Transforms.TRANSFORM_ENVELOPED_SIGNATURE.equals(
                        transforms.item(0).getURI())
                && CANONICAL.contains(transforms.item(1).getURI()));
        return reference;
    }

    private static boolean signedByOneOf(Element signature, List<PublicKey> keys) {
        for (PublicKey key : keys) {
            try {
                // A new one for each key: one that a key of another kind was tried on does not recover.
                if (new XMLSignature(signature, "", true).checkSignatureValue(key)) {
                    return true;
                }
            } catch (XMLSecurityException e) {
                // A key of another kind than the signature's, or a value that is none: not this key's.
            }
        }
        return false;
    }

    private static Element reread(byte[] bytes, Element signed) throws Refused {
        Document document = BoundedXml.parse(bytes);
        Element root = document.getDocumentElement();
        boolean same = Names.is(root, new QName(signed.getNamespaceURI(), signed.getLocalName()))
                && root.getAttributeNS(null, "ID").equals(signed.getAttributeNS(null, "ID"));
        if (!same) {
            throw new Refused(SamlRefusal.WRONG_SIGNATURE);
        }
        return root;
    }

    private static void require(boolean right) throws Refused {
        if (!right) {
            throw new Refused(SamlRefusal.SIGNATURE_SHAPE);
        }
    }
}
