package dev.chancery.access.saml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.ca.CryptoProviders;
import dev.chancery.ca.DataKeyEnvelope;
import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.KeyVault;
import dev.chancery.ca.LocalKeyFileSeal;
import dev.chancery.ca.SignatureCertificate;
import dev.chancery.ca.SigningKey;
import dev.chancery.pki.Certificate;
import dev.chancery.testkit.OpenSsl;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.dom.saml.v2.protocol.AuthnRequestType;
import org.keycloak.saml.processing.core.parsers.saml.SAMLParser;
import org.w3c.dom.Element;

/** What we ask and tell identity providers; {@code openssl}, {@code xmlsec1} and Keycloak's reader are the other side. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ServiceProvider US = new ServiceProvider(URI.create("https://team.example.com:8443"));
    private static final String RELAY = "a state/with+signs";
    private static final AuthnRequest REQUEST = new AuthnRequest(
            "_0123456789abcdef", US, URI.create("https://idp.example.org/sso?tenant=7"), Responses.NOW);

    @SuppressWarnings("NullAway.Init") // set before the first test
    private OpenSsl openssl;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private XmlSec xmlsec;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private SigningKey key;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private Recipient recipient;

    @BeforeAll
    void open(@TempDir Path folder) {
        CryptoProviders.install();
        openssl = new OpenSsl(folder);
        xmlsec = new XmlSec(folder);
        KeyVault vault = KeyVault.open(LocalKeyFileSeal.openOrCreate(folder.resolve("seal.key"), RANDOM), RANDOM);
        DataKeyEnvelope account = vault.newDataKey("account");
        key = vault.generate(account, KeySpec.RSA_2048, "k", KeyPurpose.ACCESS_SIGNING)
                .key();
        recipient = Recipient.fresh(folder, "recipient");
        openssl.write("signing.pem", SignatureCertificate.of(key).toPem());
    }

    private static String parameter(URI uri, String name) {
        for (String pair : uri.getRawQuery().split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("no " + name + " in " + uri);
    }

    private static void assertAsks(byte[] xml) throws Exception {
        AuthnRequestType read = (AuthnRequestType) SAMLParser.getInstance().parse(new ByteArrayInputStream(xml));
        assertThat(read.getID()).isEqualTo("_0123456789abcdef");
        assertThat(read.getIssuer().getValue()).isEqualTo("https://team.example.com:8443/cdn-cgi/access/callback");
        assertThat(read.getAssertionConsumerServiceURL()).isEqualTo(US.consumer());
        assertThat(read.getDestination()).isEqualTo(REQUEST.signOn());
        assertThat(read.getIssueInstant().toString()).isEqualTo("2026-05-07T19:16:00Z");
    }

    private static byte[] inflated(String request) throws Exception {
        return new InflaterInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(request)), new Inflater(true))
                .readAllBytes();
    }

    @Test
    void asksByAnAddress() throws Exception {
        URI plain = REQUEST.redirect(RELAY, Optional.empty());
        assertThat(plain.toString())
                .startsWith("https://idp.example.org/sso?tenant=7&SAMLRequest=")
                .doesNotContain("Sig");
        assertThat(parameter(plain, "RelayState")).isEqualTo(RELAY);
        assertAsks(inflated(parameter(plain, "SAMLRequest")));
    }

    @Test
    void signsTheQueryOfAnAddress() throws Exception {
        URI signed = REQUEST.redirect(RELAY, Optional.of(key));
        assertThat(parameter(signed, "SigAlg")).isEqualTo("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        String query = signed.getRawQuery();
        openssl.write("query", query.substring(query.indexOf("SAMLRequest="), query.indexOf("&Signature=")));
        openssl.write("value", Base64.getDecoder().decode(parameter(signed, "Signature")));
        openssl.write("key.pem", openssl.run("x509", "-in", "signing.pem", "-noout", "-pubkey"));
        assertThat(openssl.run("dgst", "-sha256", "-verify", "key.pem", "-signature", "value", "query"))
                .contains("Verified OK");
    }

    @Test
    void asksByAFormAndSignsTheWhole() throws Exception {
        Map<String, String> form = REQUEST.form(RELAY, Optional.of(key));
        assertThat(form).containsEntry("RelayState", RELAY);
        byte[] xml = Base64.getDecoder().decode(form.get("SAMLRequest"));
        assertAsks(xml);
        openssl.write("request.xml", xml);
        String[] check = {
            "--verify",
            "--pubkey-cert-pem",
            "signing.pem",
            "--id-attr:ID",
            "AuthnRequest",
            "--enabled-key-data",
            "x509,rsa"
        };
        assertThat(xmlsec.run(with(check, "request.xml"))).contains("OK");
        openssl.write("changed.xml", new String(xml, StandardCharsets.UTF_8).replace("tenant=7", "tenant=8"));
        assertThat(xmlsec.attempt(with(check, "changed.xml"))).as("changed").isNotZero();
        String unsigned = new String(
                Base64.getDecoder().decode(REQUEST.form(RELAY, Optional.empty()).get("SAMLRequest")),
                StandardCharsets.UTF_8);
        assertThat(unsigned).doesNotContain("Signature");
    }

    private static String[] with(String[] arguments, String last) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return all;
    }

    @Test
    void certifiesTheSigningKeyTheSameEachTime() {
        Certificate certificate = SignatureCertificate.of(key);
        assertThat(SignatureCertificate.of(key).toPem()).isEqualTo(certificate.toPem());
        assertThat(certificate.publicKey()).isEqualTo(key.publicKey());
        assertThat(openssl.run("x509", "-in", "signing.pem", "-noout", "-text"))
                .contains("CA:FALSE", "Digital Signature")
                .doesNotContain("Key Encipherment");
        assertThat(openssl.run("verify", "-x509_strict", "-check_ss_sig", "-CAfile", "signing.pem", "signing.pem"))
                .isEqualTo("signing.pem: OK\n");
    }

    @Test
    void tellsOfItselfWhatProvidersNeed() throws Exception {
        byte[] xml = new Metadata(US, true, SignatureCertificate.of(key), Optional.of(recipient.certificate())).xml();
        Element entity = BoundedXml.parse(xml).getDocumentElement();
        assertThat(entity.getAttribute("entityID")).isEqualTo(US.entityId());
        String text = new String(xml, StandardCharsets.UTF_8);
        assertThat(text)
                .contains(
                        "AuthnRequestsSigned=\"true\"",
                        "WantAssertionsSigned=\"true\"",
                        "use=\"signing\"",
                        "use=\"encryption\"",
                        "Location=\"https://team.example.com:8443/cdn-cgi/access/callback\"",
                        Base64.getEncoder()
                                .encodeToString(recipient.certificate().der().toByteArray()),
                        "http://www.w3.org/2009/xmlenc11#aes256-gcm")
                .doesNotContain("rsa-1_5");
        assertThat(SAMLParser.getInstance().parse(new ByteArrayInputStream(xml)))
                .as("read by Keycloak")
                .isNotNull();
        assertThat(new String(
                        new Metadata(US, false, SignatureCertificate.of(key), Optional.empty()).xml(),
                        StandardCharsets.UTF_8))
                .contains("AuthnRequestsSigned=\"false\"")
                .doesNotContain("encryption");
    }
}
