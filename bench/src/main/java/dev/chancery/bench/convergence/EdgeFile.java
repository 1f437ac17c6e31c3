package dev.chancery.bench.convergence;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** What an edge in file mode needs to serve the campaign's hostname to the clients of the managed CA. */
final class EdgeFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EdgeFile() {}

    /** Writes it, with the files it names, and returns where it lies. */
    static Path write(Path folder, List<String> managedCa, String origin) throws IOException {
        Files.writeString(folder.resolve("clients.pem"), String.join("\n", managedCa));
        serverCertificate(folder);
        Map<String, ?> hostname = Map.of(
                "hostname",
                Cluster.HOSTNAME,
                "origin",
                origin,
                "certificate",
                "server.pem",
                "key",
                "server.key",
                "client_cas",
                List.of("clients.pem"));
        return Files.writeString(
                folder.resolve("edge.json"), JSON.writeValueAsString(Map.of("hostnames", List.of(hostname))));
    }

    private static void serverCertificate(Path folder) throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            X500Principal name = new X500Principal("CN=" + Cluster.HOSTNAME);
            Instant now = Instant.now();
            byte[] certificate = new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.valueOf(now.toEpochMilli()),
                            Date.from(now.minus(Duration.ofHours(1))),
                            Date.from(now.plus(Duration.ofDays(1))),
                            name,
                            keys.getPublic())
                    .addExtension(
                            Extension.subjectAlternativeName,
                            false,
                            new GeneralNames(new GeneralName(GeneralName.dNSName, Cluster.HOSTNAME)))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                    .getEncoded();
            Files.writeString(folder.resolve("server.pem"), Pem.of("CERTIFICATE", certificate));
            Files.writeString(
                    folder.resolve("server.key"),
                    Pem.of("PRIVATE KEY", keys.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException cause) {
            throw new IllegalStateException("this JDK makes no P-256 certificate", cause);
        }
    }
}
