package dev.chancery.bench.edge;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What all contestants share: a CA of clients with an empty revocation list, a server's certificate, and as many clients as are
 * asked for, all of them P-256.
 */
final class Credentials {

    /** The hostname everybody serves. */
    static final String HOSTNAME = "app.example.test";

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    private static final X500Principal CA = new X500Principal("CN=bench clients");

    private final Path folder;
    private final ContentSigner signer;
    private final List<Client> clients;
    private int lists = 1;

    /** A client's certificate and its key. */
    record Client(X509Certificate certificate, PrivateKey key) {}

    private Credentials(Path folder, ContentSigner signer, List<Client> clients) {
        this.folder = folder;
        this.signer = signer;
        this.clients = clients;
    }

    /** Makes them, and writes what servers read into the folder. */
    static Credentials make(Path folder, int clients) throws IOException {
        try {
            KeyPair ca = keys();
            ContentSigner signer = new JcaContentSignerBuilder("SHA256withECDSA").build(ca.getPrivate());
            X509Certificate root = certificate(
                    named("CN=bench clients", ca, 1)
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                            .addExtension(
                                    Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)),
                    signer);
            write(folder.resolve("clients.pem"), "CERTIFICATE", root.getEncoded());
            list(folder, signer, 1, List.of());
            server(folder, signer);
            List<Client> made = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                KeyPair keys = keys();
                made.add(new Client(
                        certificate(
                                named("CN=client " + i, keys, 1000 + i)
                                        .addExtension(
                                                Extension.extendedKeyUsage,
                                                false,
                                                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)),
                                signer),
                        keys.getPrivate()));
            }
            return new Credentials(folder, signer, List.copyOf(made));
        } catch (GeneralSecurityException | OperatorCreationException cause) {
            throw new IllegalStateException("this JDK makes no P-256 certificate", cause);
        }
    }

    /** Writes the file of our edge: the hostname with its origin, the CA and its revocation list. */
    Path edgeFile(InetSocketAddress origin) throws IOException {
        return Files.writeString(folder.resolve("edge.json"), """
                {"hostnames": [{
                  "hostname": "%s", "origin": "http://127.0.0.1:%d", "certificate": "server.pem", "key": "server.key",
                  "client_cas": ["clients.pem"], "crls": ["clients.crl"]
                }]}
                """.formatted(HOSTNAME, origin.getPort()));
    }

    /** Writes the CA's next revocation list: these are revoked, and no others. */
    void revoke(List<Client> revoked) throws IOException {
        lists++;
        list(folder, signer, lists, revoked);
    }

    private static void list(Path folder, ContentSigner signer, int number, List<Client> revoked) throws IOException {
        Instant now = Instant.now();
        X509v2CRLBuilder list = new X509v2CRLBuilder(
                        org.bouncycastle.asn1.x500.X500Name.getInstance(CA.getEncoded()),
                        Date.from(now.minus(Duration.ofHours(1))))
                .setNextUpdate(Date.from(now.plus(Duration.ofDays(7))))
                .addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
        revoked.forEach(each -> list.addCRLEntry(each.certificate().getSerialNumber(), Date.from(now), 0));
        write(folder.resolve("clients.crl"), "X509 CRL", list.build(signer).getEncoded());
    }

    private static void server(Path folder, ContentSigner signer)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair keys = keys();
        byte[] certificate = certificate(
                        named("CN=" + HOSTNAME, keys, 2)
                                .addExtension(
                                        Extension.subjectAlternativeName,
                                        false,
                                        new GeneralNames(new GeneralName(GeneralName.dNSName, HOSTNAME))),
                        signer)
                .getEncoded();
        write(folder.resolve("server.pem"), "CERTIFICATE", certificate);
        write(folder.resolve("server.key"), "PRIVATE KEY", keys.getPrivate().getEncoded());
        // HAProxy reads both from one file.
        Files.writeString(
                folder.resolve("server-both.pem"),
                Files.readString(folder.resolve("server.pem")) + Files.readString(folder.resolve("server.key")));
    }

    private static KeyPair keys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder named(String subject, KeyPair keys, long serial) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                CA,
                BigInteger.valueOf(serial),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(7))),
                new X500Principal(subject),
                keys.getPublic());
    }

    private static X509Certificate certificate(org.bouncycastle.cert.X509v3CertificateBuilder builder, ContentSigner by)
            throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(by));
    }

    private static void write(Path file, String label, byte[] der) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n");
    }

    /** Where the files lie: {@code clients.pem}, {@code clients.crl}, {@code server.pem}, {@code server.key}. */
    Path folder() {
        return folder;
    }

    List<Client> clients() {
        return clients;
    }
}
