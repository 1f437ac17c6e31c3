package dev.chancery.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Certificate requests made by Bouncy Castle. */
final class TestCsr {
    private TestCsr() {}

    static Der of(KeyPair keys, String jcaAlgorithm, String subject) {
        return of(keys, keys, jcaAlgorithm, new X500Name(subject));
    }

    static Der of(KeyPair certified, KeyPair signing, String jcaAlgorithm, X500Name subject) {
        try {
            return Der.of(new JcaPKCS10CertificationRequestBuilder(subject, certified.getPublic())
                    .build(new JcaContentSignerBuilder(jcaAlgorithm).build(signing.getPrivate()))
                    .getEncoded());
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With a subject Bouncy Castle would refuse to write, on P-256. */
    static CertificateRequest withSubject(DistinguishedName subject) throws DerException {
        KeyPair keys = TestKeys.p256("leaf");
        Der info = Der.of(DerWriter.sequence(
                DerWriter.integer(BigInteger.ZERO),
                subject.der().toByteArray(),
                keys.getPublic().getEncoded(),
                DerWriter.tlv(DerWriter.constructed(0))));
        byte[] signature = TestKeys.sign(keys, SignatureAlgorithm.ECDSA_WITH_SHA256, info);
        return CertificateRequest.parse(SignedData.assemble(info, SignatureAlgorithm.ECDSA_WITH_SHA256, signature));
    }

    static CertificateRequest parsed(KeyPair keys, String jcaAlgorithm, String subject) {
        try {
            return CertificateRequest.parse(of(keys, jcaAlgorithm, subject));
        } catch (DerException e) {
            throw new IllegalStateException(e);
        }
    }
}
