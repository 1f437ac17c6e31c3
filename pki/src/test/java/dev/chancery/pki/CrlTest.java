package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.pki.CrlFault.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrlTest {
    private static final TestCa CA = TestCa.issuing();
    private static final String URI = TestCa.URLS.crl().orElseThrow();
    private static final Instant NEXT = TestCa.NOW.plus(Duration.ofDays(7));
    private static final Instant SOON = TestCa.NOW.plusSeconds(60);

    private static Crl ours(BigInteger number, List<RevocationEntry> entries) throws DerException {
        CrlTemplate template = CrlTemplate.of(CA.certificate(), CA.algorithm(), URI);
        Der tbs = template.build(number, TestCa.NOW, NEXT, entries.iterator());
        return Crl.parse(template.assemble(tbs, TestKeys.sign(CA.keys(), CA.algorithm(), tbs)));
    }

    /** A list of Bouncy Castle's with number 5, and whatever else is done to it. */
    private static Crl theirs(Consumer<X509v2CRLBuilder> change) {
        return theirs("SHA256withECDSA", true, change);
    }

    private static Crl theirs(String algorithm, boolean numbered, Consumer<X509v2CRLBuilder> change) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    X500Name.getInstance(CA.certificate().subject().der().toByteArray()), Date.from(TestCa.NOW));
            builder.setNextUpdate(Date.from(NEXT));
            if (numbered) {
                builder.addExtension(Extension.cRLNumber, false, new ASN1Integer(5));
            }
            change.accept(builder);
            return Crl.parse(Der.of(builder.build(new JcaContentSignerBuilder(algorithm)
                            .build(CA.keys().getPrivate()))
                    .getEncoded()));
        } catch (IOException | OperatorCreationException | DerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Consumer<X509v2CRLBuilder> with(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        return builder -> {
            try {
                builder.addExtension(oid, critical, value);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private static List<Kind> faults(Crl crl) {
        return crl.check(CA.certificate(), SOON).stream().map(CrlFault::kind).toList();
    }

    @Test
    void readsWhatOurOwnTemplateWrites() throws DerException {
        List<RevocationEntry> entries = new ArrayList<>();
        RevocationReason[] reasons = RevocationReason.values();
        for (int i = 0; i < 300; i++) {
            entries.add(new RevocationEntry(TestCa.serial(), TestCa.NOW.minusSeconds(i), reasons[i % reasons.length]));
        }
        Crl crl = ours(BigInteger.TEN, entries);
        assertThat(crl.check(CA.certificate(), SOON)).isEmpty();
        assertThat(crl.size()).isEqualTo(300);
        assertThat(crl.number()).contains(BigInteger.TEN);
        assertThat(crl.thisUpdate()).isEqualTo(TestCa.NOW);
        assertThat(crl.nextUpdate()).contains(NEXT);
        List<RevocationEntry> read = new ArrayList<>();
        crl.forEach(entry -> read.add(new RevocationEntry(
                entry.serial(),
                entry.revokedAt(),
                RevocationReason.ofCode(entry.reasonCode()).orElseThrow())));
        assertThat(read).isEqualTo(entries);
        assertThat(crl.entry(entries.get(77).serial()).orElseThrow().reasonCode())
                .isEqualTo(entries.get(77).reason().code());
        assertThat(crl.entry(BigInteger.ONE)).isEmpty();
        assertThat(ours(BigInteger.ZERO, List.of())).isEmpty();
    }

    @Test
    void readsWhatOpensslWrites(@TempDir Path folder) throws MalformedException {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.ok(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-subj",
                "/CN=CA",
                "-days",
                "30");
        openssl.ok(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "k.pem",
                "-out",
                "c.pem",
                "-subj",
                "/CN=c",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-set_serial",
                "4711");
        openssl.write("index.txt", "");
        openssl.write("number", "0a\n");
        openssl.write("ca.cnf", """
                [ca]
                default_ca = it
                [it]
                database = index.txt
                crlnumber = number
                default_md = sha256
                default_crl_days = 7
                """);
        String[] ca = {"ca", "-config", "ca.cnf", "-keyfile", "ca.key", "-cert", "ca.pem"};
        openssl.ok(join(ca, "-revoke", "c.pem", "-crl_reason", "keyCompromise"));
        openssl.ok(join(ca, "-gencrl", "-out", "crl.pem"));
        Crl crl = Crl.parsePem(openssl.text("crl.pem"));
        Certificate issuer = Certificate.parsePem(openssl.text("ca.pem"));
        assertThat(crl.check(issuer, crl.thisUpdate())).isEmpty();
        assertThat(crl.number()).contains(BigInteger.TEN);
        assertThat(crl.covers(Certificate.parsePem(openssl.text("c.pem")))).isTrue();
        assertThat(crl.entry(BigInteger.valueOf(4711)).orElseThrow().reasonCode())
                .isEqualTo(1);
    }

    private static String[] join(String[] first, String... rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(rest));
        return all.toArray(String[]::new);
    }

    @Test
    void coversTheLeavesThatNameItsPlace() throws DerException {
        Crl crl = ours(BigInteger.ONE, List.of());
        Certificate leaf = CA.leaf(TestKeys.p256("leaf"), SubjectAttributes.ofCommonName("x"));
        assertThat(crl.covers(leaf)).isTrue();
        assertThat(crl.covers(CA.certificate())).isFalse();
        assertThat(theirs(point("http://elsewhere.test/1.crl", true, false)).covers(leaf))
                .isFalse();
        assertThat(theirs(point(URI, false, false)).covers(leaf)).isTrue();
        assertThat(theirs(point(URI, false, true)).covers(leaf)).isFalse();
        assertThat(theirs(_ -> {}).covers(leaf)).isTrue();
    }

    private static Consumer<X509v2CRLBuilder> point(String uri, boolean users, boolean cas) {
        return with(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(
                        new DistributionPointName(new GeneralNames(BouncyOracle.uri(uri))),
                        users,
                        cas,
                        null,
                        false,
                        false));
    }

    private static Consumer<X509v2CRLBuilder> scope(
            @Nullable ReasonFlags reasons, boolean indirect, boolean attributes) {
        return with(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(null, false, false, reasons, indirect, attributes));
    }

    @Test
    void refusesWhatTellsNothingOfLeaves() {
        assertThat(faults(theirs(_ -> {}))).isEmpty();
        assertThat(faults(theirs(point(URI, false, true)))).containsExactly(Kind.SCOPE);
        assertThat(faults(theirs(scope(new ReasonFlags(ReasonFlags.keyCompromise), false, false))))
                .containsExactly(Kind.SCOPE);
        assertThat(faults(theirs(scope(null, true, false)))).containsExactly(Kind.SCOPE);
        assertThat(faults(theirs(scope(null, false, true)))).containsExactly(Kind.SCOPE);
        assertThat(faults(theirs(with(Extension.deltaCRLIndicator, true, new ASN1Integer(4)))))
                .containsExactly(Kind.SCOPE);
        assertThat(faults(theirs(with(new ASN1ObjectIdentifier("1.2.3"), true, DERNull.INSTANCE))))
                .containsExactly(Kind.UNKNOWN_CRITICAL_EXTENSION);
        assertThat(faults(theirs(with(new ASN1ObjectIdentifier("1.2.3"), false, DERNull.INSTANCE))))
                .isEmpty();
        assertThat(faults(theirs("SHA256withECDSA", false, _ -> {}))).containsExactly(Kind.NUMBER);
        assertThat(faults(theirs("SHA256withECDSA", false, with(Extension.cRLNumber, true, new ASN1Integer(5)))))
                .containsExactly(Kind.NUMBER);
        assertThat(faults(theirs("SHA256withECDSA", false, with(Extension.cRLNumber, false, new ASN1Integer(-5)))))
                .containsExactly(Kind.NUMBER);
        assertThat(faults(theirs("SHA1withECDSA", true, _ -> {}))).containsExactly(Kind.WEAK_ALGORITHM);
    }

    @Test
    void refusesAnotherIssuersAndThoseItMayNotSign() throws DerException {
        Crl crl = ours(BigInteger.ONE, List.of());
        TestCa root = TestCa.root();
        TestCa sameName = root.issuing(TestKeys.p256("another issuing"));
        assertThat(crl.check(root.certificate(), SOON))
                .extracting(CrlFault::kind)
                .containsExactly(Kind.ANOTHER_ISSUER, Kind.SIGNATURE_INVALID);
        assertThat(crl.check(sameName.certificate(), SOON))
                .extracting(CrlFault::kind)
                .containsExactly(Kind.SIGNATURE_INVALID);
        Certificate noLists = CA.leaf(CA.keys(), SubjectAttributes.ofCommonName("x"));
        assertThat(crl.check(noLists, SOON))
                .extracting(CrlFault::kind)
                .containsExactly(Kind.ANOTHER_ISSUER, Kind.CANNOT_SIGN);
    }

    @Test
    void tellsEarlyAndStaleListsApart() throws DerException {
        Crl crl = ours(BigInteger.ONE, List.of());
        assertThat(crl.check(CA.certificate(), TestCa.NOW.minusSeconds(1)))
                .extracting(CrlFault::kind)
                .containsExactly(Kind.NOT_YET_VALID);
        assertThat(crl.check(CA.certificate(), NEXT)).isEmpty();
        assertThat(crl.check(CA.certificate(), NEXT.plusSeconds(1)))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(Kind.STALE);
                    assertThat(fault.kind().code()).isEqualTo("stale");
                    assertThat(fault.name()).isEqualTo("STALE");
                    assertThat(fault.sentence()).contains(NEXT.toString());
                });
    }

    @Test
    void refusesListsThatDoNotSayUntilWhenTheyHold() throws DerException {
        Der tbs = Der.of(DerWriter.sequence(
                DerWriter.integer(BigInteger.ONE),
                CA.algorithm().identifier().toByteArray(),
                CA.certificate().subject().der().toByteArray(),
                DerWriter.time(TestCa.NOW),
                DerWriter.tlv(
                        DerWriter.constructed(0), DerWriter.sequence(ExtensionWriter.crlNumber(BigInteger.ONE)))));
        byte[] signature = TestKeys.sign(CA.keys(), CA.algorithm(), tbs);
        assertThat(faults(Crl.parse(SignedData.assemble(tbs, CA.algorithm(), signature))))
                .containsExactly(Kind.NO_NEXT_UPDATE);
    }

    @Test
    void isNotReplacedByAnOlderOne() throws DerException {
        Crl first = ours(BigInteger.ONE, List.of());
        Crl second = ours(BigInteger.TWO, List.of());
        assertThat(second.checkAfter(first)).isEmpty();
        assertThat(second.checkAfter(second)).isEmpty();
        assertThat(first.checkAfter(second)).map(CrlFault::kind).contains(Kind.SUPERSEDED);
    }

    @Test
    void doesNotParseWithACriticalExtensionOfAnEntry() {
        assertThatThrownBy(() -> theirs(builder -> builder.addCRLEntry(
                        BigInteger.ONE,
                        Date.from(TestCa.NOW),
                        new Extensions(new Extension(Extension.certificateIssuer, true, new byte[] {5, 0})))))
                .hasRootCauseInstanceOf(DerException.class)
                .hasMessageContaining("2.5.29.29");
        assertThatThrownBy(() -> Crl.parsePem(CA.certificate().toPem())).isInstanceOf(PemException.class);
    }
}
