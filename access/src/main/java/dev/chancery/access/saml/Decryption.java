package dev.chancery.access.saml;

import dev.chancery.ca.ContentKey;
import dev.chancery.ca.DecryptionKey;
import dev.chancery.ca.UndecryptableException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.XMLConstants;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Decrypts assertions. The content key is unwrapped by {@code ca}; the content is Santuario's.
 *
 * <p>Where the content key does not unwrap, a random one is used in its place, so that a wrong key costs what a wrong content costs
 * and leaves by the same door.
 */
final class Decryption {
    static {
        Init.init();
    }

    private final List<DecryptionKey> keys;
    private final SecureRandom random;

    /**
     * @param keys the current key, then the previous one
     * @param random where stand-ins for content keys come from
     */
    Decryption(List<DecryptionKey> keys, SecureRandom random) {
        this.keys = List.copyOf(keys);
        this.random = random;
    }

    /**
     * Decrypts, and reads what comes out.
     *
     * @return what the assertion stands in, its only child
     * @throws Refused UNREADABLE, whatever is wrong
     */
    Element open(EncryptedAssertion encrypted) throws Refused {
        byte[] key = new byte[encrypted.cipher().keyBytes()];
        boolean unwrapped = unwrap(encrypted, key);
        try {
            Element host = hosted(decrypt(encrypted, key), encrypted.data());
            if (unwrapped && Names.children(host).size() == 1) {
                return host;
            }
        } catch (XMLSecurityException | Refused | RuntimeException e) {
            // Said below, in the words that everything else has too.
        } finally {
            Arrays.fill(key, (byte) 0);
        }
        throw new Refused(SamlRefusal.UNREADABLE);
    }

    /** Fills in the content key, or random bytes. */
    private boolean unwrap(EncryptedAssertion encrypted, byte[] key) {
        random.nextBytes(key);
        try (ContentKey found = DecryptionKey.unwrap(
                keys, encrypted.transport(), encrypted.key().toByteArray(), key.length)) {
            byte[] revealed = found.revealToTheCipher();
            System.arraycopy(revealed, 0, key, 0, key.length);
            Arrays.fill(revealed, (byte) 0);
            return true;
        } catch (UndecryptableException e) {
            return false;
        }
    }

    private static byte[] decrypt(EncryptedAssertion encrypted, byte[] key) throws XMLSecurityException {
        XMLCipher cipher = XMLCipher.getInstance(encrypted.cipher().algorithm());
        cipher.setSecureValidation(true);
        cipher.init(XMLCipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
        return cipher.decryptToByteArray(encrypted.data());
    }

    /** Reads the plain text where the prefixes mean what they meant around the ciphertext. */
    private static Element hosted(byte[] plain, Element around) throws Refused {
        ByteArrayOutputStream text = new ByteArrayOutputStream(plain.length + 512);
        text.writeBytes("<host".getBytes(StandardCharsets.UTF_8));
        namespaces(around)
                .forEach((name, uri) -> text.writeBytes(
                        " %s=\"%s\"".formatted(name, escaped(uri)).getBytes(StandardCharsets.UTF_8)));
        text.write('>');
        text.writeBytes(withoutDeclaration(plain));
        text.writeBytes("</host>".getBytes(StandardCharsets.UTF_8));
        return BoundedXml.parse(text.toByteArray()).getDocumentElement();
    }

    /** The prefixes in scope where an element stands; the nearest declaration of each. */
    private static Map<String, String> namespaces(Element element) {
        Map<String, String> found = new HashMap<>();
        for (@Nullable Node node = element.getParentNode(); node instanceof Element each; node = each.getParentNode()) {
            NamedNodeMap attributes = each.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                if (attributes.item(i) instanceof Attr attribute
                        && XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
                    found.putIfAbsent(attribute.getName(), attribute.getValue());
                }
            }
        }
        return found;
    }

    private static String escaped(String uri) {
        return uri.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** Some encrypt a document with its XML declaration; inside another element it may not stand. */
    private static byte[] withoutDeclaration(byte[] plain) {
        String start = new String(plain, 0, Math.min(plain.length, 128), StandardCharsets.ISO_8859_1);
        int end = start.indexOf("?>");
        return start.startsWith("<?xml ") && end > 0 ? Arrays.copyOfRange(plain, end + 2, plain.length) : plain;
    }
}
