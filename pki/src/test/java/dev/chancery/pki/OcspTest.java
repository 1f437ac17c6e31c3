package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OcspTest {
    private static final TestCa ROOT = TestCa.root();
    private static final TestCa CA = ROOT.issuing(TestKeys.p256("issuing"));
    private static final Instant NEXT = TestCa.NOW.plus(Duration.ofHours(1));
    private static final Certificate RESPONDER = CA.sign(CaTemplate.ocspResponder(
            CA.certificate(),
            CA.algorithm(),
            TestCa.serial(),
            TestCa.ONE_YEAR,
            TestCa.name("Responder"),
            SubjectPublicKey.of(TestKeys.p256("responder").getPublic())));
    private static final OcspResponseTemplate TEMPLATE =
            OcspResponseTemplate.of(RESPONDER, SignatureAlgorithm.ECDSA_WITH_SHA256);

    private static Der signed(Der tbs) {
        return TEMPLATE.assemble(
                tbs, TestKeys.sign(TestKeys.p256("responder"), SignatureAlgorithm.ECDSA_WITH_SHA256, tbs));
    }

    private static Certificate leaf(String name) {
        return CA.leaf(TestKeys.p256("leaf"), SubjectAttributes.ofCommonName(name));
    }

    @Test
    void answersOpensslWithOneStatusEach(@TempDir Path folder) throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        List<Certificate> leaves = List.of(leaf("good"), leaf("held"), leaf("revoked"), leaf("unknown"));
        openssl.write("root.pem", ROOT.certificate().toPem());
        openssl.write("issuing.pem", CA.certificate().toPem());
        for (int i = 0; i < leaves.size(); i++) {
            openssl.write(i + ".pem", leaves.get(i).toPem());
        }
        for (String digest : List.of("-sha1", "-sha256")) {
            openssl.ok(
                    "ocsp",
                    "-issuer",
                    "issuing.pem",
                    digest,
                    "-cert",
                    "0.pem",
                    digest,
                    "-cert",
                    "1.pem",
                    digest,
                    "-cert",
                    "2.pem",
                    digest,
                    "-cert",
                    "3.pem",
                    "-reqout",
                    "q.der");
            OcspRequest request = OcspRequest.parse(openssl.der("q.der"));
            assertThat(request.certIds())
                    .extracting(CertId::serial)
                    .containsExactlyElementsOf(
                            leaves.stream().map(Certificate::serial).toList());
            assertThat(request.certIds()).allMatch(id -> id.isIssuedBy(CA.certificate()));
            assertThat(request.certIds()).noneMatch(id -> id.isIssuedBy(ROOT.certificate()));
            assertThat(request.nonce()).isPresent();
            Der tbs = TEMPLATE.build(TestCa.NOW, responses(request.certIds()), request.nonce());
            openssl.write("a.der", signed(tbs));
            String at = Long.toString(TestCa.NOW.plusSeconds(60).getEpochSecond());
            String[] verify = {"-respin", "a.der", "-CAfile", "root.pem", "-verify_other", "issuing.pem", "-attime", at
            };
            assertThat(ocsp(openssl, verify, "-reqin", "q.der")).contains("Response verify OK");
            String[] certificates = {
                "-no_nonce",
                "-validity_period",
                "630720000",
                "-issuer",
                "issuing.pem",
                digest,
                "-cert",
                "0.pem",
                digest,
                "-cert",
                "1.pem",
                digest,
                "-cert",
                "2.pem",
                digest,
                "-cert",
                "3.pem"
            };
            String output = ocsp(openssl, verify, certificates);
            assertThat(output)
                    .contains("Response verify OK", "0.pem: good", "1.pem: revoked", "2.pem: revoked", "3.pem: unknown")
                    .contains("Reason: certificateHold")
                    .doesNotContain("WARNING");
        }
    }

    private static String ocsp(OpenSsl openssl, String[] verify, String... more) {
        return openssl.ok(Stream.of(new String[] {"ocsp"}, more, verify)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    private static List<SingleResponse> responses(List<CertId> ids) {
        List<CertStatus> statuses = List.of(
                new CertStatus.Good(),
                new CertStatus.Revoked(TestCa.NOW, Optional.of(RevocationReason.CERTIFICATE_HOLD)),
                new CertStatus.Revoked(TestCa.NOW, Optional.empty()),
                new CertStatus.Unknown());
        return java.util.stream.IntStream.range(0, ids.size())
                .mapToObj(i -> new SingleResponse(ids.get(i), statuses.get(i), TestCa.NOW, NEXT))
                .toList();
    }

    @Test
    void writesWhatBouncyCastleWritesByteByByte() throws Exception {
        DigestCalculator sha1 = new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1);
        X509CertificateHolder issuer =
                new X509CertificateHolder(CA.certificate().der().toByteArray());
        Der nonce = Der.of(new byte[] {1, 2, 3, 4});
        List<CertId> ids = Collections.nCopies(4, CertId.of(CertId.Hash.SHA1, CA.certificate(), BigInteger.TEN));
        Der ours = TEMPLATE.build(TestCa.NOW, responses(ids), Optional.of(nonce));

        BasicOCSPRespBuilder theirs = new BasicOCSPRespBuilder(
                SubjectPublicKeyInfo.getInstance(RESPONDER.publicKey().der().toByteArray()), sha1);
        CertificateID id = new CertificateID(sha1, issuer, BigInteger.TEN);
        assertThat(ids.getFirst().encoded())
                .isEqualTo(Der.of(id.toASN1Primitive().getEncoded()));
        Date now = Date.from(TestCa.NOW);
        for (CertificateStatus status : new CertificateStatus[] {
            CertificateStatus.GOOD, new RevokedStatus(now, 6), new RevokedStatus(now), new UnknownStatus()
        }) {
            theirs.addResponse(id, status, now, Date.from(NEXT));
        }
        theirs.setResponseExtensions(new Extensions(new Extension(
                OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                false,
                new DEROctetString(nonce.toByteArray()).getEncoded())));
        ResponseData data = ResponseData.getInstance(ASN1Primitive.fromByteArray(theirs.build(
                        new BouncyOracle.Unsigned(SignatureAlgorithm.ECDSA_WITH_SHA256),
                        new X509CertificateHolder[0],
                        now)
                .getTBSResponseData()));
        assertThat(ours.hex()).isEqualTo(Der.of(data.getEncoded("DER")).hex());
    }

    @Test
    void writesErrorsAsTheRfcNumbersThem() throws Exception {
        int[] numbers = {
            OCSPResp.MALFORMED_REQUEST,
            OCSPResp.INTERNAL_ERROR,
            OCSPResp.TRY_LATER,
            OCSPResp.SIG_REQUIRED,
            OCSPResp.UNAUTHORIZED
        };
        OcspError[] errors = OcspError.values();
        assertThat(errors).hasSize(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            assertThat(new OCSPResp(errors[i].response().toByteArray()).getStatus())
                    .isEqualTo(numbers[i]);
        }
    }

    private static Der request(byte[]... parts) {
        return Der.of(DerWriter.sequence(DerWriter.sequence(parts)));
    }

    private static byte[] list(int count) {
        byte[] single = DerWriter.sequence(CertId.of(CertId.Hash.SHA256, CA.certificate(), BigInteger.TEN)
                .encoded()
                .toByteArray());
        return DerWriter.sequence(Collections.nCopies(count, single).toArray(byte[][]::new));
    }

    private static byte[] extensions(Oid oid, boolean critical, byte[] value) {
        byte[] flag = critical ? DerWriter.bool(true) : new byte[0];
        return DerWriter.tlv(
                DerWriter.constructed(2),
                DerWriter.sequence(DerWriter.sequence(oid.encoded(), flag, DerWriter.octetString(value))));
    }

    @Test
    void acceptsRequestsWithAndWithoutTheirOptionalParts() throws DerException {
        assertThat(OcspRequest.parse(request(list(1))).nonce()).isEmpty();
        assertThat(OcspRequest.parse(request(list(OcspRequest.MAX_CERT_IDS))).certIds())
                .hasSize(OcspRequest.MAX_CERT_IDS);
        byte[] version = DerWriter.tlv(DerWriter.constructed(0), DerWriter.integer(BigInteger.ZERO));
        byte[] requestor = DerWriter.tlv(DerWriter.constructed(1), new byte[] {4, 0});
        byte[] nonce = extensions(Oids.OCSP_NONCE, false, DerWriter.octetString(new byte[128]));
        assertThat(OcspRequest.parse(request(version, requestor, list(2), nonce))
                        .nonce())
                .contains(Der.of(new byte[128]));
        byte[] unknown = extensions(Oid.of("1.2.3"), false, new byte[1]);
        assertThat(OcspRequest.parse(request(list(1), unknown)).certIds()).hasSize(1);
    }

    @Test
    void refusesRequestsBeyondItsBounds() {
        for (Der bad : List.of(
                request(DerWriter.sequence()),
                request(list(OcspRequest.MAX_CERT_IDS + 1)),
                request(list(1), extensions(Oids.OCSP_NONCE, false, DerWriter.octetString(new byte[129]))),
                request(list(1), extensions(Oids.OCSP_NONCE, false, DerWriter.octetString())),
                request(list(1), extensions(Oid.of("1.2.3"), true, new byte[1])),
                request(list(1), DerWriter.nullValue()),
                Der.of(new byte[OcspRequest.MAX_BYTES + 1]),
                Der.of(new byte[0]))) {
            assertThatThrownBy(() -> OcspRequest.parse(bad)).isInstanceOf(DerException.class);
        }
    }

    @Test
    void knowsNoIssuerByADigestItDoesNotSpeak() throws DerException {
        byte[] sha512 = DerWriter.sequence(
                DerWriter.sequence(Oids.SHA512.encoded()),
                DerWriter.octetString(new byte[64]),
                DerWriter.octetString(new byte[64]),
                DerWriter.integer(BigInteger.ONE));
        CertId id = CertId.parse(Der.of(sha512));
        assertThat(id.hash()).isEmpty();
        assertThat(id.isIssuedBy(CA.certificate())).isFalse();
        byte[] wrongLength = DerWriter.sequence(
                DerWriter.sequence(Oids.SHA1.encoded()),
                DerWriter.octetString(new byte[19]),
                DerWriter.octetString(new byte[20]),
                DerWriter.integer(BigInteger.ONE));
        assertThatThrownBy(() -> CertId.parse(Der.of(wrongLength))).hasMessageContaining("wrong length");
    }

    @Test
    void refusesToAnswerAboutNothing() {
        assertThatThrownBy(() -> TEMPLATE.build(TestCa.NOW, List.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
