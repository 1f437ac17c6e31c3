package dev.chancery.access.saml;

import dev.chancery.ca.DecryptionKey;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.KeyAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.saml.common.exceptions.ParsingException;
import org.keycloak.saml.processing.core.parsers.saml.SAMLParser;
import org.w3c.dom.Element;

/**
 * Whether a response signs somebody in. A value apart from randomness: what was used before is for the caller to know.
 *
 * <p>In this order: the bytes, where things stand, whom the response answers, its signature, the assertion's encryption and
 * signature, what the assertion says. From the first signature on, only bytes that a signature covers are read.
 */
public final class ResponseJudge {
    private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";
    private static final int LEAST_RSA_BITS = 2048;

    private final Expected expected;
    private final List<DecryptionKey> keys;
    private final SecureRandom random;
    private final Instant now;

    /**
     * @param keys the current key of the provider's certificate set, then the previous one; none where it has no set
     * @param random where stand-ins for content keys come from
     */
    public ResponseJudge(Expected expected, List<DecryptionKey> keys, SecureRandom random, Instant now) {
        this.expected = expected;
        this.keys = List.copyOf(keys);
        this.random = random;
        this.now = now;
    }

    /** Judges what a browser posted as {@code SAMLResponse} (bindings 2.0 section 3.5.4). */
    public SamlVerdict judgePosted(String base64) {
        if (base64.length() > 2 * BoundedXml.MOST_BYTES) {
            return new SamlVerdict.Disbelieved(SamlRefusal.TOO_LARGE);
        }
        try {
            return judge(Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            return new SamlVerdict.Disbelieved(SamlRefusal.NO_XML);
        }
    }

    /** Judges the bytes of a response. */
    public SamlVerdict judge(byte[] xml) {
        try {
            return new SamlVerdict.Believed(identity(BoundedXml.parse(xml).getDocumentElement()));
        } catch (Refused e) {
            return new SamlVerdict.Disbelieved(e.reason());
        }
    }

    private SamlIdentity identity(Element root) throws Refused {
        require(
                Names.is(root, Names.RESPONSE) && "2.0".equals(root.getAttributeNS(null, "Version")),
                SamlRefusal.NO_RESPONSE);
        require(successful(root), SamlRefusal.NOT_SUCCESSFUL);
        Shape shape = Shape.ofResponse(root);
        Optional<Element> signature = shape.hostSignature();
        boolean signed = signature.isPresent();
        if (signature.isPresent()) {
            shape = Shape.ofResponse(verified(root, signature.get()));
        }
        addressed(shape.host(), signed);
        require(!expected.provider().encrypts() || shape.encrypted(), SamlRefusal.NOT_ENCRYPTED);
        require(expected.provider().encrypts() || !shape.encrypted(), SamlRefusal.ENCRYPTED);
        Element assertion = shape.encrypted() ? decrypted(shape, signed) : plain(shape, signed);
        return new AssertionJudge(expected, now).judge(typed(assertion));
    }

    private static boolean successful(Element response) {
        return Names.only(response, Names.STATUS)
                .flatMap(status -> Names.only(status, Names.STATUS_CODE))
                .flatMap(code -> Names.attribute(code, "Value"))
                .filter(SUCCESS::equals)
                .isPresent();
    }

    /** What the response says of itself. Unsigned, it could say what it likes; but then its assertion says it again. */
    private void addressed(Element response, boolean signed) throws Refused {
        Optional<String> destination = Names.attribute(response, "Destination");
        require(
                destination.map(expected.us().consumer().toString()::equals).orElse(!signed),
                SamlRefusal.WRONG_DESTINATION);
        require(
                Names.attribute(response, "InResponseTo")
                        .filter(expected.request()::equals)
                        .isPresent(),
                SamlRefusal.NOT_ASKED_FOR);
        Optional<Element> issuer = Names.only(response, Names.ISSUER);
        require(
                issuer.map(element -> element.getTextContent()
                                .strip()
                                .equals(expected.provider().issuer()))
                        .orElse(true),
                SamlRefusal.WRONG_ISSUER);
    }

    private Element plain(Shape shape, boolean signed) throws Refused {
        if (shape.assertionSignature().isPresent()) {
            return verified(shape.assertion(), shape.assertionSignature().get());
        }
        require(signed, SamlRefusal.UNSIGNED);
        return shape.assertion();
    }

    private Element decrypted(Shape shape, boolean signed) throws Refused {
        EncryptedAssertion encrypted = EncryptedAssertion.read(
                shape.assertion(), expected.provider().leniency().rsa15() && signed);
        Element host = new Decryption(keys, random).open(encrypted);
        try {
            return plain(Shape.of(host), signed);
        } catch (Refused e) {
            // Nobody vouches yet for what came out; what is wrong with it is nobody's business.
            throw new Refused(SamlRefusal.UNREADABLE);
        }
    }

    private Element verified(Element element, Element signature) throws Refused {
        return EnvelopedSignature.verified(
                element, signature, publicKeys(), expected.provider().leniency().sha1());
    }

    private List<PublicKey> publicKeys() {
        List<PublicKey> found = new ArrayList<>();
        for (Certificate certificate : expected.provider().certificates()) {
            boolean weak =
                    certificate.publicKey().algorithm() instanceof KeyAlgorithm.Rsa(int bits) && bits < LEAST_RSA_BITS;
            if (!weak) {
                try {
                    found.add(certificate.publicKey().toJca());
                } catch (GeneralSecurityException e) {
                    // A key no provider knows signs nothing that could be verified.
                }
            }
        }
        return found;
    }

    /** The element and nothing around it, as Keycloak reads assertions. */
    private static AssertionType typed(Element assertion) throws Refused {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS)
                    .canonicalizeSubtree(assertion, bytes);
            if (SAMLParser.getInstance().parse(new ByteArrayInputStream(bytes.toByteArray()))
                    instanceof AssertionType typed) {
                return typed;
            }
        } catch (XMLSecurityException | ParsingException | RuntimeException e) {
            // Said below.
        }
        throw new Refused(SamlRefusal.NO_ASSERTION);
    }

    private static void require(boolean right, SamlRefusal otherwise) throws Refused {
        if (!right) {
            throw new Refused(otherwise);
        }
    }
}
