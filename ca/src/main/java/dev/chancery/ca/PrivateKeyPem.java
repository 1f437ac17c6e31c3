package dev.chancery.ca;

import dev.chancery.ca.UploadedKeyRefused.Fault;
import dev.chancery.pki.EcCurve;
import dev.chancery.pki.KeyAlgorithm;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * The PEM forms of a private key (RFC 7468 sections 10 and 13, RFC 5915, RFC 8017 appendix A.1.2), turned into PKCS#8.
 * Its own small reader and not {@code pki}'s: only this module may look at such a block.
 */
final class PrivateKeyPem {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
    private static final String PRIVATE = "PRIVATE KEY";

    /** An RSA key of 16384 bits in PEM has about 13,000 characters. */
    private static final int LONGEST = 64 * 1024;

    private static final Map<ASN1ObjectIdentifier, EcCurve> CURVES = Map.of(
            SECObjectIdentifiers.secp256r1, EcCurve.P256,
            SECObjectIdentifiers.secp384r1, EcCurve.P384,
            SECObjectIdentifiers.secp521r1, EcCurve.P521);

    private PrivateKeyPem() {}

    /** Finds the one private key in the text and returns it as PKCS#8 DER. */
    static byte[] toPkcs8(String pem) throws UploadedKeyRefused {
        if (pem.length() > LONGEST) {
            throw new UploadedKeyRefused(
                    Fault.MALFORMED,
                    "The private key has " + pem.length() + " characters (expected: at most " + LONGEST + ").");
        }
        Block block = onlyKey(pem);
        byte[] der = decode(block);
        try {
            return switch (block.label) {
                case PRIVATE -> PrivateKeyInfo.getInstance(parse(der)).getEncoded();
                case "RSA PRIVATE KEY" -> fromPkcs1(der);
                case "EC PRIVATE KEY" -> fromSec1(der);
                default ->
                    throw new UploadedKeyRefused(
                            Fault.UNSUPPORTED,
                            "The PEM block " + block.label
                                    + " is not supported (expected: PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY).");
            };
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            // The parser's own message may quote what it read, so it stays here.
            throw new UploadedKeyRefused(
                    Fault.MALFORMED, "The PEM block " + block.label + " does not hold the DER of a private key.");
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private record Block(String label, String body) {
        @Override
        public String toString() {
            return label;
        }
    }

    private static Block onlyKey(String pem) throws UploadedKeyRefused {
        Matcher begin = BEGIN.matcher(pem);
        Optional<Block> found = Optional.empty();
        String other = "";
        while (begin.find()) {
            String label = begin.group(1);
            if (label.equals("EC PARAMETERS")) {
                continue; // openssl ecparam writes it in front of the key; the key repeats the curve
            }
            if (!label.endsWith(PRIVATE)) {
                other = label;
                continue;
            }
            if (found.isPresent()) {
                throw new UploadedKeyRefused(
                        Fault.SEVERAL_KEYS, "The text holds more than one private key (expected: exactly one).");
            }
            int end = pem.indexOf("-----END " + label + "-----", begin.end());
            if (end < 0) {
                throw new UploadedKeyRefused(
                        Fault.MALFORMED, "The PEM block " + label + " has no END line; it may have been cut off.");
            }
            found = Optional.of(new Block(label, pem.substring(begin.end(), end)));
        }
        if (found.isPresent()) {
            return found.get();
        }
        throw other.isEmpty()
                ? new UploadedKeyRefused(
                        Fault.NOT_PEM, "The text holds no PEM block (expected: -----BEGIN PRIVATE KEY-----).")
                : new UploadedKeyRefused(
                        Fault.NOT_A_PRIVATE_KEY,
                        "The text holds a PEM block " + other + " and no private key (expected: PRIVATE KEY, RSA"
                                + " PRIVATE KEY or EC PRIVATE KEY).");
    }

    private static byte[] decode(Block block) throws UploadedKeyRefused {
        boolean legacy = block.body.toUpperCase(Locale.ROOT).contains("PROC-TYPE: 4,ENCRYPTED");
        if (legacy || block.label.equals("ENCRYPTED PRIVATE KEY")) {
            throw new UploadedKeyRefused(
                    Fault.ENCRYPTED,
                    "The private key is protected by a passphrase; upload it decrypted (openssl pkey -in KEY -out"
                            + " PLAIN).");
        }
        try {
            return Base64.getDecoder().decode(block.body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new UploadedKeyRefused(
                    Fault.MALFORMED, "The PEM block " + block.label + " does not hold well-formed base64.");
        }
    }

    private static ASN1Primitive parse(byte[] der) throws IOException {
        ASN1Primitive value = ASN1Primitive.fromByteArray(der);
        if (value == null) {
            throw new IOException("empty");
        }
        return value;
    }

    private static byte[] fromPkcs1(byte[] der) throws IOException {
        RSAPrivateKey key = RSAPrivateKey.getInstance(parse(der));
        return new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key)
                .getEncoded();
    }

    private static byte[] fromSec1(byte[] der) throws IOException, UploadedKeyRefused {
        ECPrivateKey key = ECPrivateKey.getInstance(parse(der));
        ASN1Encodable curve = key.getParametersObject();
        if (curve == null) {
            throw new UploadedKeyRefused(
                    Fault.UNSUPPORTED, "The EC private key does not name its curve; convert it to PKCS#8 first.");
        }
        return new PrivateKeyInfo(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), key).getEncoded();
    }

    /** What kind of key a PKCS#8 holds, told from its own AlgorithmIdentifier. */
    static KeyAlgorithm kind(byte[] pkcs8) throws UploadedKeyRefused {
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
            AlgorithmIdentifier algorithm = info.getPrivateKeyAlgorithm();
            ASN1ObjectIdentifier type = algorithm.getAlgorithm();
            if (type.equals(PKCSObjectIdentifiers.rsaEncryption)) {
                RSAPrivateKey key = RSAPrivateKey.getInstance(info.parsePrivateKey());
                return new KeyAlgorithm.Rsa(key.getModulus().bitLength());
            }
            if (type.equals(EdECObjectIdentifiers.id_Ed25519)) {
                return new KeyAlgorithm.Ed25519();
            }
            if (type.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
                return curve(algorithm.getParameters());
            }
            return new KeyAlgorithm.Unsupported(type.getId());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new UploadedKeyRefused(Fault.MALFORMED, "The private key's content is not what its algorithm says.");
        }
    }

    private static KeyAlgorithm curve(@Nullable ASN1Encodable parameters) {
        if (!(parameters instanceof ASN1ObjectIdentifier named)) {
            return new KeyAlgorithm.Unsupported("EC without a named curve");
        }
        EcCurve curve = CURVES.get(named);
        return curve == null
                ? new KeyAlgorithm.Unsupported("EC on curve " + named.getId())
                : new KeyAlgorithm.Ec(curve);
    }
}
