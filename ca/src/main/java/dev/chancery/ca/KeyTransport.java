package dev.chancery.ca;

import dev.chancery.pki.Der;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** How a content key was encrypted. */
public sealed interface KeyTransport {
    /** Turns a ciphertext into what was encrypted. */
    byte[] decrypt(PrivateKey key, byte[] encrypted) throws GeneralSecurityException;

    /** Without a label. */
    static Oaep oaep(OaepDigest digest, OaepDigest mask) {
        return new Oaep(digest, mask, Oaep.NO_LABEL);
    }

    /**
     * Reads what an {@code xenc:EncryptionMethod} says of itself.
     *
     * @param algorithm its {@code Algorithm}
     * @param digest the {@code Algorithm} of its {@code ds:DigestMethod}; empty where it has none, which means SHA-1
     * @param mask the {@code Algorithm} of its {@code xenc11:MGF}; empty where it has none, which means MGF1 with SHA-1
     * @return the transport; empty for any algorithm but RSA-OAEP, and for a mask beside {@code rsa-oaep-mgf1p}, whose name
     *     says its mask already
     */
    static Optional<Oaep> named(String algorithm, Optional<String> digest, Optional<String> mask) {
        Optional<OaepDigest> hash = digest.map(OaepDigest::ofDigest).orElse(Optional.of(OaepDigest.SHA_1));
        Optional<OaepDigest> generator = mask.map(OaepDigest::ofMask).orElse(Optional.of(OaepDigest.SHA_1));
        boolean known = switch (algorithm) {
            case Oaep.RSA_OAEP_MGF1P -> mask.isEmpty();
            case Oaep.RSA_OAEP -> true;
            default -> false;
        };
        return known ? hash.flatMap(h -> generator.map(g -> oaep(h, g))) : Optional.empty();
    }

    /**
     * RSA-OAEP with its parameters (XML Encryption 1.1 section 5.5.2, RFC 8017 section 7.1).
     *
     * @param digest of the label
     * @param mask of the mask generation function MGF1
     * @param label {@code OAEPparams}; mostly empty
     */
    record Oaep(OaepDigest digest, OaepDigest mask, Der label) implements KeyTransport {
        private static final String RSA_OAEP_MGF1P = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
        private static final String RSA_OAEP = "http://www.w3.org/2009/xmlenc11#rsa-oaep";

        private static final Der NO_LABEL = Der.of(new byte[0]);

        /** This transport with {@code OAEPparams}. */
        public Oaep labelled(byte[] newLabel) {
            return new Oaep(digest, mask, Der.of(newLabel));
        }

        @Override
        public byte[] decrypt(PrivateKey key, byte[] encrypted) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, parameters());
            return cipher.doFinal(encrypted);
        }

        private OAEPParameterSpec parameters() {
            return new OAEPParameterSpec(
                    digest.jcaName(),
                    "MGF1",
                    new MGF1ParameterSpec(mask.jcaName()),
                    new PSource.PSpecified(label.toByteArray()));
        }
    }

    /**
     * RSA with the padding of PKCS#1 v1.5 (XML Encryption 1.1 section 5.5.1).
     *
     * <p>Whoever may try ciphertexts of his own against it learns the content key bit by bit (Bleichenbacher 1998). Only for a
     * ciphertext that its author has signed, the signature checked before: then there is nothing to try.
     */
    record SignedRsa15() implements KeyTransport {
        /** Its name in XML. */
        public static final String ALGORITHM = "http://www.w3.org/2001/04/xmlenc#rsa-1_5";

        @Override
        public byte[] decrypt(PrivateKey key, byte[] encrypted) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, key);
            return cipher.doFinal(encrypted);
        }
    }
}
