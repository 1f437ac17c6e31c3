package dev.chancery.ca;

import dev.chancery.pki.Der;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * How a content key was encrypted: RSA-OAEP with its parameters (XML Encryption 1.1 section 5.5.2, RFC 8017 section 7.1).
 *
 * <p>RSA with PKCS#1 v1.5 padding is not among them: whoever may try ciphertexts against it learns the key bit by bit
 * (Bleichenbacher 1998), and XML Encryption 1.1 section 5.5.1 warns of exactly that.
 *
 * @param digest of the label
 * @param mask of the mask generation function MGF1
 * @param label {@code OAEPparams}; mostly empty
 */
public record KeyTransport(OaepDigest digest, OaepDigest mask, Der label) {
    private static final String RSA_OAEP_MGF1P = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
    private static final String RSA_OAEP = "http://www.w3.org/2009/xmlenc11#rsa-oaep";

    private static final Der NO_LABEL = Der.of(new byte[0]);

    /** Without a label. */
    public static KeyTransport oaep(OaepDigest digest, OaepDigest mask) {
        return new KeyTransport(digest, mask, NO_LABEL);
    }

    /**
     * Reads what an {@code xenc:EncryptionMethod} says of itself.
     *
     * @param algorithm its {@code Algorithm}
     * @param digest the {@code Algorithm} of its {@code ds:DigestMethod}; empty where it has none, which means SHA-1
     * @param mask the {@code Algorithm} of its {@code xenc11:MGF}; empty where it has none, which means MGF1 with SHA-1
     * @return the transport; empty for any algorithm that is not taken, and for a mask beside {@code rsa-oaep-mgf1p}, whose name
     *     says its mask already
     */
    public static Optional<KeyTransport> named(String algorithm, Optional<String> digest, Optional<String> mask) {
        Optional<OaepDigest> hash = digest.map(OaepDigest::ofDigest).orElse(Optional.of(OaepDigest.SHA_1));
        Optional<OaepDigest> generator = mask.map(OaepDigest::ofMask).orElse(Optional.of(OaepDigest.SHA_1));
        boolean known = switch (algorithm) {
            case RSA_OAEP_MGF1P -> mask.isEmpty();
            case RSA_OAEP -> true;
            default -> false;
        };
        return known ? hash.flatMap(h -> generator.map(g -> oaep(h, g))) : Optional.empty();
    }

    /** This transport with {@code OAEPparams}. */
    public KeyTransport labelled(byte[] newLabel) {
        return new KeyTransport(digest, mask, Der.of(newLabel));
    }

    OAEPParameterSpec parameters() {
        return new OAEPParameterSpec(
                digest.jcaName(),
                "MGF1",
                new MGF1ParameterSpec(mask.jcaName()),
                new PSource.PSpecified(label.toByteArray()));
    }
}
