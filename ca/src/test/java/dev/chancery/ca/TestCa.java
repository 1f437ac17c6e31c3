package dev.chancery.ca;

import dev.chancery.pki.CertificateRequest;
import dev.chancery.pki.DerException;
import dev.chancery.pki.IssuerUrls;
import dev.chancery.pki.PemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A managed CA in a temporary folder, with the real {@code openssl} beside it. */
final class TestCa {
    static final String CRL_URL = "http://127.0.0.1:8787/ca/1.crl";
    static final String OCSP_URL = "http://127.0.0.1:8787/ocsp/1";
    static final String CA_URL = "http://127.0.0.1:8787/ca/1.crt";
    static final IssuerUrls URLS = IssuerUrls.of(CRL_URL, CA_URL, OCSP_URL);

    final OpenSsl openssl;
    final FixedClock clock;
    final KeyVault vault;
    final DataKeyEnvelope account;
    final ManagedCa ca;
    final SigningKey issuingKey;
    final SigningKey rootKey;

    /** openssl judges by the machine's clock, so this CA starts from it. */
    TestCa(Path folder, KeySpec spec) {
        openssl = new OpenSsl(folder);
        clock = new FixedClock(InstantSource.system().instant());
        vault = TestVaults.inFolder(folder);
        account = vault.newDataKey("account-a");
        ca = new ManagedCaFactory(vault, TestVaults.RANDOM, clock)
                .create(
                        account,
                        spec,
                        "root-1",
                        "issuing-1",
                        IssuerUrls.of("http://127.0.0.1:8787/root.crl", "http://127.0.0.1:8787/root.crt", OCSP_URL));
        issuingKey = vault.open(account, ca.issuingKey(), "issuing-1", KeyPurpose.ISSUING_CA);
        rootKey = vault.open(account, ca.rootKey(), "root-1", KeyPurpose.ROOT_CA);
        openssl.write("root.pem", ca.root().toPem());
        openssl.write("issuing.pem", ca.issuing().toPem());
    }

    Issuer issuer() {
        return issuer(LeafProfile.standard(URLS));
    }

    Issuer issuer(LeafProfile profile) {
        return new Issuer(ca.issuing(), issuingKey, profile, TestVaults.RANDOM, clock);
    }

    /** A certificate for a fresh P-256 key, also written to {@code leaf.pem}. */
    Issued issueLeaf() throws Exception {
        Issuer issuer = issuer();
        Issued issued = issuer.issue(issuer.prepare(
                new LeafRequest(request("/CN=leaf", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"), 30)));
        openssl.write("leaf.pem", issued.certificate().toPem());
        return issued;
    }

    /** A request made by {@code openssl req}. */
    CertificateRequest request(String subject, String... key) throws PemException, DerException {
        List<String> command = new ArrayList<>(
                List.of("req", "-new", "-nodes", "-subj", subject, "-keyout", "leaf.key", "-out", "leaf.csr"));
        command.addAll(List.of(key));
        openssl.run(command.toArray(String[]::new));
        return CertificateRequest.parsePem(openssl.read("leaf.csr"));
    }
}
