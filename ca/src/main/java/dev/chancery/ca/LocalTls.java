package dev.chancery.ca;

import dev.chancery.pki.SubjectPublicKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;

/**
 * The local CA: a root of the house's own whose only work is to certify the house's servers, its API ({@code --tls-local-ca})
 * and the hostnames its edges serve, for people who have no server certificate yet. Its key is sealed like every CA key.
 */
public final class LocalTls {
    private static final Duration ROOT_VALIDITY = Duration.ofDays(3_650);
    private static final Duration SERVER_VALIDITY = Duration.ofDays(397);
    private static final Duration CLIENT_VALIDITY = Duration.ofDays(30);
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final SecureRandom random;

    /**
     * @param random where serial numbers come from
     */
    public LocalTls(SecureRandom random) {
        this.random = random;
    }

    /**
     * A server's certificate chain and key as PEM text, for a TLS listener.
     *
     * @param chainPem the server's certificate, then the root
     * @param keyPem the private key, PKCS#8
     */
    public record ServerIdentity(String chainPem, String keyPem) {
        @Override
        public String toString() {
            return "ServerIdentity[…]";
        }
    }

    /** A self-signed root over this key, valid for ten years, as DER. */
    public byte[] root(SigningKey key, Instant now) {
        return root(key, "Chancery Local TLS CA", now);
    }

    /**
     * The same under another name.
     *
     * @param commonName letters, digits and spaces
     */
    public byte[] root(SigningKey key, String commonName, Instant now) {
        X500Name name = new X500Name("CN=%s,O=Chancery".formatted(commonName));
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                name, serial(), Date.from(now.minus(SKEW)), Date.from(now.plus(ROOT_VALIDITY)), name, spki(key));
        try {
            X509ExtensionUtils extensions = new BcX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(spki(key)));
            return builder.build(new Delegated(key)).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A fresh key and a certificate for it, valid for 397 days or as long as the root.
     *
     * @param names DNS names and IP literals the server answers to; at least one
     */
    public ServerIdentity server(SigningKey rootKey, byte[] rootDer, List<String> names, Instant now) {
        KeyPair pair = KeySpec.P_256.generate();
        byte[] server = certify(rootKey, rootDer, SubjectPublicKey.of(pair.getPublic()), names, now);
        return new ServerIdentity(
                pem("CERTIFICATE", server) + pem("CERTIFICATE", rootDer),
                pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    /**
     * A certificate for a server's key, valid for 397 days or as long as the root.
     *
     * @param names DNS names and IP literals the server answers to; at least one
     * @return DER
     */
    public byte[] certify(
            SigningKey rootKey, byte[] rootDer, SubjectPublicKey serverKey, List<String> names, Instant now) {
        return leaf(
                rootKey,
                rootDer,
                new Leaf(
                        serverKey, "Chancery", KeyPurposeId.id_kp_serverAuth, alternativeNames(names), SERVER_VALIDITY),
                now);
    }

    /**
     * A certificate for a client of this house's own, which made its key itself; valid for 30 days or as long as the root.
     *
     * @param name what the client is called, as the common name and a DNS name: letters, digits, hyphens, dots
     * @return PEM
     */
    public String client(SigningKey rootKey, byte[] rootDer, SubjectPublicKey clientKey, String name, Instant now) {
        return pem(
                "CERTIFICATE",
                leaf(
                        rootKey,
                        rootDer,
                        new Leaf(
                                clientKey,
                                name,
                                KeyPurposeId.id_kp_clientAuth,
                                alternativeNames(List.of(name)),
                                CLIENT_VALIDITY),
                        now));
    }

    private record Leaf(
            SubjectPublicKey publicKey, String commonName, KeyPurposeId use, GeneralNames names, Duration validity) {}

    private byte[] leaf(SigningKey rootKey, byte[] rootDer, Leaf leaf, Instant now) {
        try {
            X509CertificateHolder root = new X509CertificateHolder(rootDer);
            Instant end = now.plus(leaf.validity);
            Instant rootEnd = root.getNotAfter().toInstant();
            SubjectPublicKeyInfo spki =
                    SubjectPublicKeyInfo.getInstance(leaf.publicKey.der().toByteArray());
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    root.getSubject(),
                    serial(),
                    Date.from(now.minus(SKEW)),
                    Date.from(end.isBefore(rootEnd) ? end : rootEnd),
                    new X500Name("CN=" + leaf.commonName),
                    spki);
            X509ExtensionUtils extensions = new BcX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(leaf.use));
            builder.addExtension(Extension.subjectAlternativeName, false, leaf.names);
            builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(spki));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(root));
            return builder.build(new Delegated(rootKey)).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GeneralNames alternativeNames(List<String> names) {
        List<GeneralName> all = new ArrayList<>(names.size());
        for (String name : names) {
            boolean ip = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
            all.add(new GeneralName(ip ? GeneralName.iPAddress : GeneralName.dNSName, name));
        }
        return new GeneralNames(all.toArray(GeneralName[]::new));
    }

    private static SubjectPublicKeyInfo spki(SigningKey key) {
        return SubjectPublicKeyInfo.getInstance(key.publicKey().der().toByteArray());
    }

    /** 159 random bits, positive and never zero (RFC 5280 section 4.1.2.2). */
    private BigInteger serial() {
        return new BigInteger(159, random).setBit(0);
    }

    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
    }

    /** Bouncy Castle's builder over a key it never sees. */
    private static final class Delegated implements ContentSigner {
        private final SigningKey key;
        private final ByteArrayOutputStream toBeSigned = new ByteArrayOutputStream(1_024);

        Delegated(SigningKey key) {
            this.key = key;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return AlgorithmIdentifier.getInstance(key.algorithmIdentifier().toByteArray());
        }

        @Override
        public OutputStream getOutputStream() {
            return toBeSigned;
        }

        @Override
        public byte[] getSignature() {
            return key.sign(toBeSigned.toByteArray());
        }
    }
}
