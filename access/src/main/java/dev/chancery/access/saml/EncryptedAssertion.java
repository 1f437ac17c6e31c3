package dev.chancery.access.saml;

import dev.chancery.ca.KeyTransport;
import dev.chancery.pki.Der;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;

/**
 * What an {@code EncryptedAssertion} says of itself, before any key is touched: one content, encrypted by one key, which is
 * encrypted to us. Everything stands in it; nothing is fetched.
 *
 * @param data the encrypted content
 * @param cipher how it is encrypted
 * @param transport how its key is encrypted
 * @param key the encrypted key
 */
record EncryptedAssertion(Element data, ContentCipher cipher, KeyTransport transport, Der key) {
    private static final QName DATA = new QName(Names.XENC, "EncryptedData");
    private static final QName KEY = new QName(Names.XENC, "EncryptedKey");
    private static final QName METHOD = new QName(Names.XENC, "EncryptionMethod");
    private static final QName CIPHER_DATA = new QName(Names.XENC, "CipherData");
    private static final QName CIPHER_VALUE = new QName(Names.XENC, "CipherValue");
    private static final QName KEY_INFO = new QName(Names.DSIG, "KeyInfo");
    private static final QName DIGEST = new QName(Names.DSIG, "DigestMethod");
    private static final QName MASK = new QName(Names.XENC11, "MGF");
    private static final QName LABEL = new QName(Names.XENC, "OAEPparams");
    private static final int LONGEST_KEY = 4096;

    /**
     * Reads it.
     *
     * @param rsa15 whether the old padding will do
     * @throws Refused ENCRYPTION_NOT_TAKEN
     */
    static EncryptedAssertion read(Element encrypted, boolean rsa15) throws Refused {
        Element data = only(encrypted, DATA);
        String type = Names.attribute(data, "Type").orElse(Names.XENC + "Element");
        require(type.equals(Names.XENC + "Element"));
        ContentCipher cipher =
                ContentCipher.named(algorithm(only(data, METHOD))).orElseThrow(EncryptedAssertion::notTaken);
        value(data);
        Element key = key(encrypted, data);
        return new EncryptedAssertion(data, cipher, transport(only(key, METHOD), rsa15), Der.of(bytes(value(key))));
    }

    /** Within the content's own description, or beside the content (core 2.0 section 6). */
    private static Element key(Element encrypted, Element data) throws Refused {
        List<Element> beside = Names.children(encrypted, KEY);
        List<Element> within = Names.only(data, KEY_INFO)
                .map(info -> Names.children(info, KEY))
                .orElse(List.of());
        require(beside.size() + within.size() == 1);
        return beside.isEmpty() ? within.getFirst() : beside.getFirst();
    }

    private static KeyTransport transport(Element method, boolean rsa15) throws Refused {
        String algorithm = algorithm(method);
        if (rsa15 && algorithm.equals(KeyTransport.SignedRsa15.ALGORITHM)) {
            return new KeyTransport.SignedRsa15();
        }
        Optional<String> digest = Names.only(method, DIGEST).map(EncryptedAssertion::algorithm);
        Optional<String> mask = Names.only(method, MASK).map(EncryptedAssertion::algorithm);
        KeyTransport.Oaep oaep = KeyTransport.named(algorithm, digest, mask).orElseThrow(EncryptedAssertion::notTaken);
        Optional<Element> label = Names.only(method, LABEL);
        return label.isEmpty() ? oaep : oaep.labelled(bytes(label.get()));
    }

    private static String algorithm(Element method) {
        return Names.attribute(method, "Algorithm").orElse("");
    }

    /** A value that stands here; a reference to one elsewhere is not followed. */
    private static Element value(Element parent) throws Refused {
        return only(only(parent, CIPHER_DATA), CIPHER_VALUE);
    }

    private static byte[] bytes(Element text) throws Refused {
        require(Names.children(text).isEmpty());
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.getTextContent());
            require(bytes.length <= LONGEST_KEY);
            return bytes;
        } catch (IllegalArgumentException e) {
            throw notTaken();
        }
    }

    private static Element only(Element parent, QName name) throws Refused {
        return Names.only(parent, name).orElseThrow(EncryptedAssertion::notTaken);
    }

    private static void require(boolean right) throws Refused {
        if (!right) {
            throw notTaken();
        }
    }

    private static Refused notTaken() {
        return new Refused(SamlRefusal.ENCRYPTION_NOT_TAKEN);
    }
}
