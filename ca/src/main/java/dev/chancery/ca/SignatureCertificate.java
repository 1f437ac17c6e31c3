package dev.chancery.ca;

import dev.chancery.pki.Certificate;
import dev.chancery.pki.DistinguishedName;
import dev.chancery.pki.SignatureTemplate;
import dev.chancery.pki.SubjectAttributes;
import dev.chancery.pki.Validity;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The certificate form of a key that signs, for those who take keys as certificates only. It says nothing of the key but its public
 * half: the same key has the same certificate whenever it is made (with RSA, whose signatures are the same each time), and it has no
 * well-defined end (RFC 5280 section 4.1.2.5); how long the key is believed is said elsewhere.
 */
public final class SignatureCertificate {
    private static final Validity ALWAYS =
            new Validity(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"));
    private static final int SERIAL_BYTES = 16;

    private SignatureCertificate() {}

    /** The certificate of a key. */
    public static Certificate of(SigningKey key) {
        byte[] identifier = key.publicKey().keyIdentifier().toByteArray();
        String name = "Access Signing " + HexFormat.of().formatHex(identifier, 0, 8);
        return CertificateSigner.signItself(
                SignatureTemplate.selfSigned(
                        new BigInteger(1, Arrays.copyOf(identifier, SERIAL_BYTES)).setBit(0),
                        ALWAYS,
                        DistinguishedName.of(new SubjectAttributes(name, "", "", "Chancery", "", "")),
                        key.publicKey(),
                        key.algorithm()),
                key);
    }
}
