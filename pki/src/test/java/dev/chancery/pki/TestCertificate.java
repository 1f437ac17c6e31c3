package dev.chancery.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate with its key, built by Bouncy Castle with whatever a test wants in it, sound or not. */
record TestCertificate(Certificate certificate, KeyPair keys) {
    static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    /** A self-signed CA that may do everything. */
    static TestCertificate root(String name) {
        return ca(name).signedBy(null);
    }

    static Builder ca(String name) {
        return new Builder(name)
                .with(Extension.basicConstraints, true, new BasicConstraints(true))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    static Builder ca(String name, int pathLength) {
        return new Builder(name)
                .with(Extension.basicConstraints, true, new BasicConstraints(pathLength))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    }

    /** A client's. */
    static Builder leaf(String name) {
        return new Builder(name)
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .purpose(KeyPurposeId.id_kp_clientAuth);
    }

    /** With nothing but a name. */
    static Builder plain(String name) {
        return new Builder(name);
    }

    static final class Builder {
        private final String name;
        private KeyPair keys;
        private BigInteger serial = TestCa.serial();
        private Instant from = FROM;
        private Instant to = TO;
        private String algorithm = "SHA256withECDSA";
        private @Nullable String issuer;
        private boolean identified = true;
        private final List<Extension> extensions = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
            this.keys = TestKeys.p256(name);
        }

        Builder keys(KeyPair other) {
            keys = other;
            return this;
        }

        Builder serial(BigInteger other) {
            serial = other;
            return this;
        }

        Builder valid(Instant first, Instant last) {
            from = first;
            to = last;
            return this;
        }

        /** How its issuer signs it. */
        Builder algorithm(String other) {
            algorithm = other;
            return this;
        }

        /** Names another issuer than signs it. */
        Builder issuer(String other) {
            issuer = other;
            return this;
        }

        /** Without key identifiers. */
        Builder unidentified() {
            identified = false;
            return this;
        }

        Builder with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
            try {
                extensions.add(
                        new Extension(oid, critical, value.toASN1Primitive().getEncoded("DER")));
                return this;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** With an extension value that need not be one. */
        Builder withBytes(ASN1ObjectIdentifier oid, boolean critical, byte[] value) {
            extensions.add(new Extension(oid, critical, value));
            return this;
        }

        Builder purpose(KeyPurposeId... purposes) {
            return with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
        }

        Builder names(GeneralName... names) {
            return with(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }

        Builder permits(GeneralName... bases) {
            return with(Extension.nameConstraints, true, new NameConstraints(subtrees(bases), null));
        }

        Builder excludes(GeneralName... bases) {
            return with(Extension.nameConstraints, true, new NameConstraints(null, subtrees(bases)));
        }

        Builder policies(String... oids) {
            PolicyInformation[] policies = Stream.of(oids)
                    .map(oid -> new PolicyInformation(new ASN1ObjectIdentifier(oid)))
                    .toArray(PolicyInformation[]::new);
            return with(Extension.certificatePolicies, false, new CertificatePolicies(policies));
        }

        private static GeneralSubtree[] subtrees(GeneralName... bases) {
            return Stream.of(bases).map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
        }

        /** Signed by this issuer, or by itself where there is none. */
        TestCertificate signedBy(@Nullable TestCertificate ca) {
            KeyPair signing = ca == null ? keys : ca.keys();
            X500Name issuerName = issuer != null
                    ? new X500Name(issuer)
                    : ca == null
                            ? new X500Name(name)
                            : X500Name.getInstance(
                                    ca.certificate().subject().der().toByteArray());
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuerName,
                    serial,
                    Date.from(from),
                    Date.from(to),
                    new X500Name(name),
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
            try {
                if (identified) {
                    builder.addExtension(
                            Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier(keys)));
                    builder.addExtension(
                            Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(identifier(signing)));
                }
                for (Extension extension : extensions) {
                    builder.addExtension(extension);
                }
                String jca = signing.getPublic().getAlgorithm().equals("RSA")
                        ? algorithm.replace("withECDSA", "withRSA")
                        : algorithm;
                return new TestCertificate(
                        Certificate.parse(
                                Der.of(builder.build(new JcaContentSignerBuilder(jca).build(signing.getPrivate()))
                                        .getEncoded())),
                        keys);
            } catch (IOException | OperatorCreationException | DerException e) {
                throw new IllegalStateException(e);
            }
        }

        private static byte[] identifier(KeyPair keys) {
            return SubjectPublicKey.of(keys.getPublic()).keyIdentifier().toByteArray();
        }
    }
}
