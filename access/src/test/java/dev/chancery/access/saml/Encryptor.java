package dev.chancery.access.saml;

import dev.chancery.pki.Certificate;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts by hand, so that attacks can encrypt anything, and break anything of what they encrypted.
 *
 * @param method of the content
 * @param keyMethod of the key, the whole element
 * @param transformation of the key, as the JCA names it
 * @param keyBytes of the content key
 */
record Encryptor(String method, String keyMethod, String transformation, int keyBytes) {
    static final String MGF1P = "<xenc:EncryptionMethod Algorithm=\"" + Names.XENC + "rsa-oaep-mgf1p\"/>";
    static final String RSA_15 = "<xenc:EncryptionMethod Algorithm=\"" + Names.XENC + "rsa-1_5\"/>";
    static final String OAEP = "RSA/ECB/OAEPWithSHA-1AndMGF1Padding";
    static final Encryptor CBC = new Encryptor(Names.XENC + "aes256-cbc", MGF1P, OAEP, 32);
    static final Encryptor GCM = new Encryptor(Names.XENC11 + "aes256-gcm", MGF1P, OAEP, 32);
    static final Encryptor OLD = new Encryptor(Names.XENC + "aes256-cbc", RSA_15, "RSA/ECB/PKCS1Padding", 32);

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What is sent of an assertion: the encrypted key, and the content with its initialisation vector. */
    @SuppressWarnings("ArrayRecordComponent") // taken apart and forgotten; never compared
    record Sealed(byte[] key, byte[] content) {
        Sealed flipped(int index) {
            byte[] changed = content.clone();
            changed[Math.floorMod(index, changed.length)] ^= 1;
            return new Sealed(key, changed);
        }

        Sealed cut(int length) {
            return new Sealed(key, java.util.Arrays.copyOf(content, length));
        }
    }

    Sealed seal(String plain, Certificate to) throws Exception {
        byte[] contentKey = new byte[keyBytes];
        RANDOM.nextBytes(contentKey);
        Cipher wrap = Cipher.getInstance(transformation);
        wrap.init(Cipher.ENCRYPT_MODE, to.publicKey().toJca());
        return new Sealed(wrap.doFinal(contentKey), content(plain.getBytes(StandardCharsets.UTF_8), contentKey));
    }

    private byte[] content(byte[] plain, byte[] key) throws Exception {
        boolean gcm = method.endsWith("gcm");
        byte[] iv = new byte[gcm ? 12 : 16];
        RANDOM.nextBytes(iv);
        Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "AES/CBC/ISO10126Padding");
        SecretKeySpec aes = new SecretKeySpec(key, 0, Math.min(key.length, 32), "AES");
        cipher.init(Cipher.ENCRYPT_MODE, aes, gcm ? new GCMParameterSpec(128, iv) : new IvParameterSpec(iv));
        byte[] sealed = cipher.doFinal(plain);
        byte[] all = java.util.Arrays.copyOf(iv, iv.length + sealed.length);
        System.arraycopy(sealed, 0, all, iv.length, sealed.length);
        return all;
    }

    String xml(Sealed sealed) {
        return ("<saml:EncryptedAssertion xmlns:saml=\"%s\" xmlns:xenc=\"%s\" xmlns:ds=\"%s\"><xenc:EncryptedData"
                        + " Type=\"%sElement\"><xenc:EncryptionMethod Algorithm=\"%s\"/><ds:KeyInfo><xenc:EncryptedKey>%s"
                        + "<xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue></xenc:CipherData>"
                        + "</xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue>"
                        + "</xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>")
                .formatted(
                        Names.SAML,
                        Names.XENC,
                        Names.DSIG,
                        Names.XENC,
                        method,
                        keyMethod,
                        base64(sealed.key()),
                        base64(sealed.content()));
    }

    String encrypted(String plain, Certificate to) throws Exception {
        return xml(seal(plain, to));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
