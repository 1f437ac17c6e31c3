package dev.chancery.bench.micro;

import dev.chancery.bench.Csrs;
import dev.chancery.ca.CryptoProviders;
import dev.chancery.ca.DataKeyEnvelope;
import dev.chancery.ca.IssuanceRefused;
import dev.chancery.ca.Issued;
import dev.chancery.ca.Issuer;
import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.KeyVault;
import dev.chancery.ca.LeafProfile;
import dev.chancery.ca.LeafRequest;
import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.ca.ManagedCa;
import dev.chancery.ca.ManagedCaFactory;
import dev.chancery.ca.SigningKey;
import dev.chancery.pki.CertificateRequest;
import dev.chancery.pki.DerException;
import dev.chancery.pki.IssuerUrls;
import dev.chancery.pki.KeyPolicy;
import dev.chancery.pki.PemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the text of a P-256 request to the text of its certificate, whole and in steps. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class HotPath {

    private static final int REQUESTS = 500;
    private static final int DAYS = 365;

    private List<String> texts;
    private List<CertificateRequest> verified;
    private KeyPolicy policy;
    private Issuer issuer;
    private SigningKey key;
    private byte[] toBeSigned;
    private int next;

    /** Makes a CA and the requests. */
    @Setup(Level.Trial)
    public void setUp() throws IOException, PemException, DerException, IssuanceRefused {
        CryptoProviders.install();
        texts = Csrs.make(REQUESTS);
        policy = KeyPolicy.standard();
        SecureRandom random = new SecureRandom();
        Path folder = Files.createTempDirectory("chancery-micro");
        KeyVault vault = KeyVault.open(LocalKeyFileSeal.openOrCreate(folder.resolve("seal"), random), random);
        DataKeyEnvelope account = vault.newDataKey("account");
        ManagedCa ca = new ManagedCaFactory(vault, random, InstantSource.system())
                .create(account, KeySpec.P_256, "root", "issuing", IssuerUrls.NONE);
        key = vault.open(account, ca.issuingKey(), "issuing", KeyPurpose.ISSUING_CA);
        IssuerUrls urls = IssuerUrls.of(
                "http://ca.example/00000000-0000-0000-0000-000000000000.crl",
                "http://ca.example/00000000-0000-0000-0000-000000000000.crt",
                "http://ca.example/ocsp/00000000-0000-0000-0000-000000000000");
        issuer = new Issuer(ca.issuing(), key, LeafProfile.standard(urls), random, InstantSource.system());
        // Requests remember that they verified, which leaves the building and linting for prepareVerified.
        verified = texts.stream().map(HotPath::parsed).toList();
        verified.forEach(CertificateRequest::verifySignature);
        toBeSigned =
                issuer.prepare(new LeafRequest(verified.getFirst(), DAYS)).tbs().toByteArray();
    }

    /** PEM and DER of the request. */
    @Benchmark
    public Object parse() {
        return parsed(nextText());
    }

    /** The same, with key policy and proof of possession: one P-256 verification. */
    @Benchmark
    public Object parseAndVerify() {
        return parsed(nextText()).check(policy);
    }

    /** Serial, to-be-signed bytes and lint, for a request already verified. */
    @Benchmark
    public Object prepareVerified() throws IssuanceRefused {
        return issuer.prepare(new LeafRequest(verified.get(next++ % REQUESTS), DAYS));
    }

    /** One P-256 signature over a to-be-signed certificate. */
    @Benchmark
    public byte[] sign() {
        return key.sign(toBeSigned);
    }

    /** All of it, to the certificate's text. */
    @Benchmark
    public String issue() throws IssuanceRefused {
        Issued issued = issuer.issue(issuer.prepare(new LeafRequest(parsed(nextText()), DAYS)));
        return issued.certificate().toPem();
    }

    private String nextText() {
        return texts.get(next++ % REQUESTS);
    }

    private static CertificateRequest parsed(String text) {
        try {
            return CertificateRequest.parsePem(text);
        } catch (PemException | DerException cause) {
            throw new IllegalStateException("our own request does not parse", cause);
        }
    }
}
