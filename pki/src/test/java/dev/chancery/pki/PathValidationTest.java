package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.pki.PathFault.Kind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PathValidationTest {
    private static final PathPolicy CLIENTS = PathPolicy.of(PathPolicy.Purpose.CLIENT_AUTH);
    private static final Instant NOW = TestCertificate.NOW;
    private static final TestCertificate ROOT = TestCertificate.root("CN=Root");
    private static final TestCertificate ISSUING =
            TestCertificate.ca("CN=Issuing", 0).signedBy(ROOT);

    private static PathVerdict judge(PathPolicy policy, Certificate leaf, TestCertificate... presented) {
        return PathValidation.of(List.of(ROOT.certificate()), List.of(), policy)
                .judge(
                        leaf,
                        Stream.of(presented).map(TestCertificate::certificate).toList(),
                        NOW);
    }

    private static PathVerdict judge(TestCertificate leaf, TestCertificate... presented) {
        return judge(CLIENTS, leaf.certificate(), presented);
    }

    private static void assertValid(PathVerdict verdict, TestCertificate... path) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        PathVerdict.Valid.class,
                        valid -> assertThat(valid.path())
                                .isEqualTo(Stream.of(path)
                                        .map(TestCertificate::certificate)
                                        .toList()));
    }

    private static PathFault refused(PathVerdict verdict) {
        assertThat(verdict).isInstanceOf(PathVerdict.Refused.class);
        return ((PathVerdict.Refused) verdict).fault();
    }

    @Test
    void admitsALeafOfTheAnchorAndOfAnIntermediate() {
        TestCertificate direct = TestCertificate.leaf("CN=direct").signedBy(ROOT);
        TestCertificate below = TestCertificate.leaf("CN=below").signedBy(ISSUING);
        assertValid(judge(direct), direct, ROOT);
        assertValid(judge(below, ISSUING), below, ISSUING, ROOT);
        assertValid(judge(below, ROOT, below, ISSUING, direct), below, ISSUING, ROOT);
        assertThat(judge(below)).isInstanceOf(PathVerdict.Refused.class);
    }

    @Test
    void suppliesKnownIntermediatesToThoseWhoSendOnlyTheLeaf() {
        TestCertificate leaf = TestCertificate.leaf("CN=alone").signedBy(ISSUING);
        PathValidation validation =
                PathValidation.of(List.of(ROOT.certificate()), List.of(ISSUING.certificate()), CLIENTS);
        assertValid(validation.judge(leaf.certificate(), List.of(), NOW), leaf, ISSUING, ROOT);
    }

    @Test
    void endsAtAnIntermediateThatIsTheAnchor() {
        TestCertificate leaf = TestCertificate.leaf("CN=short").signedBy(ISSUING);
        PathValidation validation = PathValidation.of(List.of(ISSUING.certificate()), List.of(), CLIENTS);
        assertValid(validation.judge(leaf.certificate(), List.of(ROOT.certificate()), NOW), leaf, ISSUING);
    }

    @Test
    void holdsUntilTheFirstOfThePathExpires() {
        Instant soon = NOW.plus(Duration.ofDays(3));
        TestCertificate brief =
                TestCertificate.ca("CN=Brief").valid(TestCertificate.FROM, soon).signedBy(ROOT);
        TestCertificate leaf = TestCertificate.leaf("CN=x").signedBy(brief);
        assertThat(judge(leaf, brief)).isInstanceOfSatisfying(PathVerdict.Valid.class, valid -> {
            assertThat(valid.until()).isEqualTo(soon.plusSeconds(1));
            assertThat(valid.anchor()).isEqualTo(ROOT.certificate());
        });
    }

    /** Leaf, what is sent with it, the reason, and part of the sentence. */
    static Stream<Arguments> refusals() {
        TestCertificate stranger = TestCertificate.root("CN=Stranger");
        TestCertificate expired = TestCertificate.ca("CN=Old")
                .valid(TestCertificate.FROM, NOW.minusSeconds(1))
                .signedBy(ROOT);
        TestCertificate future = TestCertificate.ca("CN=Future")
                .valid(NOW.plusSeconds(1), TestCertificate.TO)
                .signedBy(ROOT);
        TestCertificate noCa = TestCertificate.plain("CN=No CA").signedBy(ROOT);
        TestCertificate deep = TestCertificate.ca("CN=Deep").signedBy(ISSUING);
        TestCertificate noSign = TestCertificate.ca("CN=Mute").signedBy(ROOT);
        TestCertificate mute = new TestCertificate(
                TestCertificate.plain("CN=Mute")
                        .with(Extension.basicConstraints, true, new BasicConstraints(true))
                        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
                        .signedBy(ROOT)
                        .certificate(),
                noSign.keys());
        TestCertificate servers = TestCertificate.ca("CN=Servers")
                .purpose(KeyPurposeId.id_kp_serverAuth)
                .signedBy(ROOT);
        TestCertificate narrow = TestCertificate.ca("CN=Narrow")
                .permits(new GeneralName(GeneralName.dNSName, "example.com"))
                .signedBy(ROOT);
        TestCertificate sha1 =
                TestCertificate.ca("CN=SHA-1").algorithm("SHA1withECDSA").signedBy(ROOT);
        TestCertificate demanding = TestCertificate.ca("CN=Demanding")
                .with(Extension.policyConstraints, true, new PolicyConstraints(BigInteger.ZERO, null))
                .policies("1.2.3")
                .signedBy(ROOT);
        TestCertificate lax = TestCertificate.ca("CN=Lax")
                .with(Extension.policyConstraints, false, new PolicyConstraints(BigInteger.ZERO, null))
                .signedBy(ROOT);
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.2.3.4");
        GeneralName odd = new GeneralName(GeneralName.dNSName, "odd.example.com");
        return Stream.of(
                refusal(leaf().signedBy(stranger), Kind.NO_PATH, "it names \"CN=Stranger\"", stranger),
                refusal(
                        leaf().signedBy(TestCertificate.ca("CN=Between").signedBy(stranger)),
                        Kind.NO_PATH,
                        "it names \"CN=Between\""),
                refusal(
                        leaf().signedBy(TestCertificate.ca("CN=Between").signedBy(stranger)),
                        Kind.NO_PATH,
                        "\"CN=Between\"",
                        TestCertificate.ca("CN=Between").signedBy(stranger)),
                refusal(
                        leaf().valid(TestCertificate.FROM, NOW.minusSeconds(1)).signedBy(ROOT),
                        Kind.EXPIRED,
                        "expired at 2026-05-31T23:59:59Z"),
                refusal(leaf().signedBy(expired), Kind.EXPIRED, "\"CN=Old\"", expired),
                refusal(
                        leaf().valid(NOW.plusSeconds(1), TestCertificate.TO).signedBy(ROOT),
                        Kind.NOT_YET_VALID,
                        "not valid before 2026-06-01T00:00:01Z"),
                refusal(leaf().signedBy(future), Kind.NOT_YET_VALID, "\"CN=Future\"", future),
                refusal(leaf().signedBy(noCa), Kind.NOT_A_CA, "\"CN=No CA\"", noCa),
                refusal(leaf().signedBy(deep), Kind.PATH_LENGTH_EXCEEDED, "allows 0 intermediates", deep, ISSUING),
                refusal(
                        leaf().names(odd, new GeneralName(GeneralName.dNSName, "example.org"))
                                .signedBy(narrow),
                        Kind.NAME_CONSTRAINT_VIOLATED,
                        "the DNS name example.org, which is not within what is permitted by \"CN=Narrow\"",
                        narrow),
                refusal(leaf().signedBy(mute), Kind.KEY_USAGE, "\"CN=Mute\"", mute),
                refusal(
                        TestCertificate.plain("CN=leaf")
                                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment))
                                .signedBy(ROOT),
                        Kind.KEY_USAGE,
                        "without digitalSignature"),
                refusal(
                        TestCertificate.plain("CN=leaf")
                                .with(
                                        Extension.keyUsage,
                                        true,
                                        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign))
                                .signedBy(ROOT),
                        Kind.KEY_USAGE,
                        "may sign certificates and is not a CA's"),
                refusal(
                        TestCertificate.plain("CN=leaf")
                                .purpose(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_codeSigning)
                                .signedBy(ROOT),
                        Kind.EXTENDED_KEY_USAGE,
                        "without clientAuth"),
                refusal(leaf().signedBy(servers), Kind.EXTENDED_KEY_USAGE, "\"CN=Servers\"", servers),
                refusal(
                        leaf().issuer("CN=Root").signedBy(stranger),
                        Kind.SIGNATURE_INVALID,
                        "not signed by the key of \"CN=Root\""),
                refusal(leaf().algorithm("SHA1withECDSA").signedBy(ROOT), Kind.WEAK_ALGORITHM, "with ECDSAWithSHA1"),
                refusal(leaf().algorithm("SHA3-256withECDSA").signedBy(ROOT), Kind.WEAK_ALGORITHM, "Unknown"),
                refusal(leaf().signedBy(sha1), Kind.WEAK_ALGORITHM, "\"CN=SHA-1\"", sha1),
                refusal(leaf().keys(TestKeys.rsa(1024, "weak")).signedBy(ROOT), Kind.WEAK_KEY, "has 1024 bits"),
                refusal(
                        leaf().with(unknown, true, DERNull.INSTANCE).signedBy(ROOT),
                        Kind.UNKNOWN_CRITICAL_EXTENSION,
                        "1.2.3.4"),
                refusal(
                        leaf().policies("1.2.4").signedBy(demanding),
                        Kind.CERTIFICATE_POLICY,
                        "a certificate policy",
                        demanding),
                refusal(leaf().signedBy(lax), Kind.MALFORMED, "policy constraints that are not critical", lax),
                refusal(
                        leaf().withBytes(
                                        Extension.subjectAlternativeName,
                                        false,
                                        "not DER".getBytes(StandardCharsets.US_ASCII))
                                .signedBy(ROOT),
                        Kind.MALFORMED,
                        "cannot be read"),
                refusal(leaf().permits(odd).signedBy(ROOT), Kind.MALFORMED, "name constraints and is not a CA's"),
                refusal(
                        leaf().serial(BigInteger.ONE.shiftLeft(159)).signedBy(ROOT),
                        Kind.MALFORMED,
                        "more than 20 octets"),
                refusal(
                        TestCertificate.plain("").names(odd).signedBy(ROOT),
                        Kind.MALFORMED,
                        "an extension that is not critical"),
                refusal(
                        leaf().with(Extension.inhibitAnyPolicy, true, new ASN1Integer(-1))
                                .signedBy(ROOT),
                        Kind.MALFORMED,
                        "cannot be read"));
    }

    private static TestCertificate.Builder leaf() {
        return TestCertificate.leaf("CN=leaf");
    }

    private static Arguments refusal(TestCertificate leaf, Kind kind, String part, TestCertificate... presented) {
        return Arguments.of(kind, part, leaf, presented);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void refusesWithTheReason(Kind kind, String part, TestCertificate leaf, TestCertificate[] presented) {
        PathFault fault = refused(judge(leaf, presented));
        assertThat(fault.kind()).as(fault.sentence()).isEqualTo(kind);
        assertThat(fault.sentence())
                .startsWith("The certificate \"")
                .contains(part)
                .endsWith(".")
                .doesNotEndWith("..");
        assertThat(fault.kind().code()).matches("[a-z_]+");
        assertThat(fault.name()).isEqualTo(kind.name());
    }

    @Test
    void refusesMoreIntermediatesThanThePolicyHas() {
        TestCertificate first = TestCertificate.ca("CN=First").signedBy(ROOT);
        TestCertificate again =
                TestCertificate.ca("CN=First").keys(TestKeys.p256("again")).signedBy(first);
        TestCertificate second = TestCertificate.ca("CN=Second").signedBy(again);
        TestCertificate ofFirst = leaf().signedBy(again);
        TestCertificate ofSecond = leaf().signedBy(second);
        PathPolicy one = CLIENTS.withMaxIntermediates(1);
        assertValid(judge(one, ofFirst.certificate(), first, again), ofFirst, again, first, ROOT);
        assertThat(refused(judge(one, ofSecond.certificate(), first, again, second))
                        .kind())
                .isEqualTo(Kind.PATH_LENGTH_EXCEEDED);
        assertValid(judge(ofSecond, first, again, second), ofSecond, second, again, first, ROOT);
    }

    @Test
    void goesRoundAnExpiredCrossCertificateAndACircle() {
        TestCertificate other = TestCertificate.root("CN=Other");
        TestCertificate crossed = new TestCertificate(
                TestCertificate.ca("CN=Issuing")
                        .valid(TestCertificate.FROM, NOW.minusSeconds(1))
                        .signedBy(other)
                        .certificate(),
                ISSUING.keys());
        TestCertificate circle = TestCertificate.ca("CN=Other").signedBy(ISSUING);
        TestCertificate back = TestCertificate.ca("CN=Issuing").signedBy(circle);
        TestCertificate leaf = leaf().signedBy(ISSUING);
        assertValid(judge(leaf, crossed, back, circle, ISSUING), leaf, ISSUING, ROOT);
        assertThat(refused(judge(leaf, back, circle)).kind()).isEqualTo(Kind.NO_PATH);
    }

    @Test
    void takesKeyIdentifiersAsHintsOnly() {
        TestCertificate unidentified =
                TestCertificate.ca("CN=Plain").unidentified().signedBy(ROOT);
        TestCertificate leaf = leaf().unidentified().signedBy(unidentified);
        assertValid(judge(leaf, unidentified), leaf, unidentified, ROOT);
        TestCertificate other = TestCertificate.ca("CN=Plain")
                .keys(TestKeys.p256("another plain"))
                .signedBy(ROOT);
        assertValid(judge(leaf, other, unidentified), leaf, unidentified, ROOT);
    }

    @Test
    void matchesNamesWithoutRegardToCaseSpacesAndStringType() {
        TestCertificate leaf = leaf().issuer("CN=  rOOt ").signedBy(ROOT);
        assertThat(leaf.certificate().issuer()).isNotEqualTo(ROOT.certificate().subject());
        assertValid(judge(leaf), leaf, ROOT);
    }

    @Test
    void takesTheWordOfWhoUploadedAnIntermediateSignedWithSha1() {
        TestCertificate old =
                TestCertificate.ca("CN=SHA-1").algorithm("SHA1withECDSA").signedBy(ROOT);
        TestCertificate leaf = leaf().signedBy(old);
        PathValidation known = PathValidation.of(List.of(ROOT.certificate()), List.of(old.certificate()), CLIENTS);
        assertValid(known.judge(leaf.certificate(), List.of(), NOW), leaf, old, ROOT);
        assertThat(refused(judge(leaf, old)).kind()).isEqualTo(Kind.WEAK_ALGORITHM);
    }

    @Test
    void admitsAnAnchorThatIsItselfTheClient() {
        TestCertificate pinned = leaf().signedBy(null);
        PathValidation validation = PathValidation.of(List.of(pinned.certificate()), List.of(), CLIENTS);
        assertValid(validation.judge(pinned.certificate(), List.of(), NOW), pinned);
        TestCertificate copy = leaf().signedBy(null);
        assertThat(validation.judge(copy.certificate(), List.of(), NOW)).isInstanceOf(PathVerdict.Refused.class);
    }

    @Test
    void asksEachPurposeForItsOwn() {
        TestCertificate server = TestCertificate.plain("CN=server")
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment))
                .purpose(KeyPurposeId.id_kp_serverAuth)
                .signedBy(ROOT);
        TestCertificate any = TestCertificate.plain("CN=any")
                .purpose(KeyPurposeId.anyExtendedKeyUsage)
                .signedBy(ROOT);
        PathPolicy servers = PathPolicy.of(PathPolicy.Purpose.SERVER_AUTH);
        assertValid(judge(servers, server.certificate()), server, ROOT);
        assertThat(refused(judge(server)).kind()).isEqualTo(Kind.EXTENDED_KEY_USAGE);
        assertValid(judge(any), any, ROOT);
        assertValid(judge(servers, any.certificate()), any, ROOT);
    }

    @Test
    void spendsNoMoreThanItMayOnHostileCertificates() {
        List<TestCertificate> maze = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            maze.add(TestCertificate.ca("CN=Maze")
                    .keys(TestKeys.p256("maze" + i % 3))
                    .signedBy(maze.isEmpty() ? null : maze.get(i - 1)));
        }
        TestCertificate leaf = leaf().signedBy(maze.getLast());
        Collections.shuffle(maze, new Random(1));
        assertThat(refused(judge(leaf, maze.toArray(TestCertificate[]::new))).kind())
                .isIn(Kind.TOO_COMPLEX, Kind.NO_PATH, Kind.SIGNATURE_INVALID);
        PathPolicy strict = new PathPolicy(PathPolicy.Purpose.CLIENT_AUTH, KeyPolicy.standard(), 10, 1, 65_536);
        TestCertificate twoUp = leaf().signedBy(ISSUING);
        assertThat(refused(judge(strict, twoUp.certificate(), ISSUING)).kind()).isEqualTo(Kind.TOO_COMPLEX);
    }

    @Test
    void refusesMoreNameComparisonsThanItMayMake() {
        GeneralName[] bases = new GeneralName[100];
        for (int i = 0; i < bases.length; i++) {
            bases[i] = new GeneralName(GeneralName.dNSName, "h" + i + ".example.com");
        }
        TestCertificate narrow = TestCertificate.ca("CN=Many").permits(bases).signedBy(ROOT);
        TestCertificate leaf = leaf().names(bases).signedBy(narrow);
        PathPolicy few = new PathPolicy(PathPolicy.Purpose.CLIENT_AUTH, KeyPolicy.standard(), 10, 32, 9_999);
        assertValid(judge(leaf, narrow), leaf, narrow, ROOT);
        assertThat(refused(judge(few, leaf.certificate(), narrow)).kind()).isEqualTo(Kind.TOO_COMPLEX);
    }

    @Test
    void keepsStrangersTextOutOfSentences() {
        Certificate hostile = TestCa.issuing()
                .leaf(
                        TestKeys.p256("leaf"),
                        SubjectAttributes.ofCommonName("x".repeat(200) + "\u001b[2J" + "x".repeat(200)));
        String sentence = refused(
                        PathValidation.of(List.of(), List.of(), CLIENTS).judge(hostile, List.of(), TestCa.NOW))
                .sentence();
        assertThat(sentence).hasSizeLessThan(1_000).doesNotContain("\u001b");
    }

    @Test
    void refusesAnIssuerWithoutAName() {
        Der tbs = CertificateWriter.tbs(
                BigInteger.TEN,
                SignatureAlgorithm.ECDSA_WITH_SHA256,
                DistinguishedName.of(new SubjectAttributes("", "", "", "", "", "")),
                TestCa.ONE_YEAR,
                TestCa.name("leaf"),
                SubjectPublicKey.of(TestKeys.p256("leaf").getPublic()),
                ExtensionWriter.keyUsage(dev.chancery.pki.KeyUsage.DIGITAL_SIGNATURE));
        PathVerdict verdict = PathValidation.of(List.of(), List.of(), CLIENTS)
                .judge(TestCa.root().sign(tbs), List.of(), TestCa.NOW);
        assertThat(refused(verdict).kind()).isEqualTo(Kind.MALFORMED);
        assertThat(refused(verdict).sentence()).contains("no issuer name");
    }

    @Test
    void judgesOurOwnCertificates() {
        TestCa root = TestCa.root();
        TestCa issuing = root.issuing(TestKeys.p256("issuing"));
        Certificate leaf = issuing.leaf(TestKeys.p256("leaf"), new SubjectAttributes("", "", "", "", "", ""));
        PathValidation validation =
                PathValidation.of(List.of(root.certificate()), List.of(issuing.certificate()), CLIENTS);
        assertThat(validation.judge(leaf, List.of(), TestCa.NOW.plusSeconds(1)))
                .isEqualTo(new PathVerdict.Valid(
                        List.of(leaf, issuing.certificate(), root.certificate()),
                        TestCa.ONE_YEAR.notAfter().plusSeconds(1)));
    }

    @Test
    void refusesPoliciesThatLetNothingPass() {
        assertThatThrownBy(() -> CLIENTS.withMaxIntermediates(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
