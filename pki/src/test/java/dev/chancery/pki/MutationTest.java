package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every parser, fed thousands of damaged copies of real input: it answers or throws its declared exception. */
class MutationTest {
    private static final int MUTATIONS = 20_000;

    // RSA throughout: its signatures are the quickest to verify with the JDK alone.
    private static final TestCa CA = TestCa.root(TestKeys.rsa(2048, "root")).issuing(TestKeys.rsa(2048, "issuing"));
    private static final Certificate LEAF =
            CA.leaf(TestKeys.rsa(2048, "leaf"), new SubjectAttributes("n", "US", "Austin", "Example", "Ops", "Texas"));
    private static final Der REQUEST = TestCsr.of(
            TestKeys.rsa(2048, "leaf"), "SHA256withRSA", "C=US,O=Example\\, Inc.,CN=device,E=a@example.test");

    private static final PathValidation PATHS = PathValidation.of(
            List.of(TestCa.root(TestKeys.rsa(2048, "root")).certificate()),
            List.of(CA.certificate()),
            PathPolicy.of(PathPolicy.Purpose.CLIENT_AUTH));
    private static final Der REVOCATIONS = revocationList();

    /** A parser and what is done with its answer; the sentence of a refusal, or empty. */
    interface Door {
        void enter(byte[] input) throws MalformedException;
    }

    static Stream<Arguments> doors() {
        String chain = LEAF.toPem() + CA.certificate().toPem();
        Der ocsp = Der.of(DerWriter.sequence(DerWriter.sequence(
                DerWriter.sequence(DerWriter.sequence(CertId.of(CertId.Hash.SHA1, CA.certificate(), LEAF.serial())
                        .encoded()
                        .toByteArray())))));
        return Stream.of(
                door("certificate", LEAF.der(), MutationTest::readCertificate),
                door("certificate request", REQUEST, MutationTest::readRequest),
                door(
                        "public key",
                        LEAF.publicKey().der(),
                        bytes -> KeyPolicy.standard().check(SubjectPublicKey.parse(Der.of(bytes)))),
                door("name", LEAF.subject().der(), bytes -> MutationTest.readName(Der.of(bytes))),
                door(
                        "OCSP request",
                        ocsp,
                        bytes -> OcspRequest.parse(Der.of(bytes))
                                .certIds()
                                .forEach(id -> id.isIssuedBy(CA.certificate()))),
                door(
                        "lint",
                        LEAF.tbs(),
                        bytes -> Lint.check(Der.of(bytes), Lint.Profile.CLIENT_LEAF, CA.certificate())),
                door("certificate in a path", LEAF.der(), MutationTest::judgePath),
                door("revocation list", REVOCATIONS, MutationTest::readCrl),
                door(
                        "PSS signature algorithm",
                        SignatureAlgorithm.SHA384_WITH_RSA_PSS.identifier(),
                        bytes -> SignatureAlgorithm.parse(Der.of(bytes))),
                door(
                        "SSH public key",
                        SshPublicKey.of(SubjectPublicKey.of(
                                        TestKeys.p256("leaf").getPublic()))
                                .wire(),
                        bytes -> SshPublicKey.parse(Der.of(bytes))),
                door(
                        "SSH certificate",
                        TestSshCa.full(SshPublicKey.of(LEAF.publicKey())).wire(),
                        MutationTest::readSshCertificate),
                text(
                        "SSH public key line",
                        new SshKeyLine(SshPublicKey.of(LEAF.publicKey()), "me").toString(),
                        SshKeyLine::parse),
                text("PEM", chain, Pem::parse),
                text("bundle", chain, text -> CertificateBundle.parsePem(text).checkCa(TestCa.NOW)),
                text("request PEM", Pem.encode("CERTIFICATE REQUEST", REQUEST), CertificateRequest::parsePem));
    }

    private static Arguments door(String name, Der seed, Door door) {
        return Arguments.of(name, seed.toByteArray(), door);
    }

    private interface TextDoor {
        void enter(String text) throws MalformedException;
    }

    private static Arguments text(String name, String seed, TextDoor door) {
        return door(
                name,
                Der.of(seed.getBytes(StandardCharsets.ISO_8859_1)),
                bytes -> door.enter(new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    private static void readCertificate(byte[] bytes) throws DerException {
        Certificate certificate = Certificate.parse(Der.of(bytes));
        assertThat(certificate.toString()).isNotEmpty();
        certificate.subjectAttributes();
        certificate.extendedKeyUsages();
        certificate.isValidAt(TestCa.NOW);
    }

    /** RSA signatures have one form, so no damage to a certificate leaves it one of the CA. */
    private static void judgePath(byte[] bytes) throws DerException {
        Certificate certificate = Certificate.parse(Der.of(bytes));
        PathVerdict verdict = PATHS.judge(certificate, List.of(CA.certificate()), TestCa.NOW);
        assertThat(verdict instanceof PathVerdict.Valid).isEqualTo(certificate.equals(LEAF));
    }

    private static Der revocationList() {
        CrlTemplate template = CrlTemplate.of(
                CA.certificate(), CA.algorithm(), TestCa.URLS.crl().orElseThrow());
        List<RevocationEntry> entries = List.of(
                new RevocationEntry(LEAF.serial(), TestCa.NOW, RevocationReason.CERTIFICATE_HOLD),
                new RevocationEntry(TestCa.serial(), TestCa.NOW, RevocationReason.UNSPECIFIED));
        Der tbs = template.build(BigInteger.TEN, TestCa.NOW, TestCa.NOW.plusSeconds(60), entries.iterator());
        return template.assemble(tbs, TestKeys.sign(CA.keys(), CA.algorithm(), tbs));
    }

    private static void readCrl(byte[] bytes) throws DerException {
        Crl crl = Crl.parse(Der.of(bytes));
        assertThat(crl).hasSize(crl.size());
        crl.entry(LEAF.serial());
        crl.covers(LEAF);
        assertThat(crl.check(CA.certificate(), TestCa.NOW).isEmpty())
                .isEqualTo(Der.of(bytes).equals(REVOCATIONS));
    }

    private static void readRequest(byte[] bytes) throws DerException {
        CertificateRequest request = CertificateRequest.parse(Der.of(bytes));
        List<CsrFault> faults = request.check(KeyPolicy.standard());
        boolean same = request.der().equals(REQUEST);
        assertThat(faults.isEmpty()).isEqualTo(same);
    }

    private static void readSshCertificate(byte[] bytes) throws SshException {
        SshCertificate certificate = SshCertificate.parse(Der.of(bytes));
        assertThat(certificate.content().encode()).isEqualTo(certificate.signed());
        assertThat(certificate.toString()).isNotEmpty();
    }

    private static void readName(Der der) throws DerException {
        DistinguishedName name = DistinguishedName.parse(der);
        name.first();
        assertThat(name.text()).isEqualTo(name.isEmpty() ? Optional.empty() : Optional.of(name.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void answersOrRefusesWithItsDeclaredException(String name, byte[] seed, Door door) throws MalformedException {
        door.enter(seed);
        Random random = new Random(name.hashCode());
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutate(seed, random);
            try {
                door.enter(mutated);
            } catch (MalformedException e) {
                refused++;
                assertThat(e.sentence()).endsWith(".");
            } catch (RuntimeException e) {
                fail(
                        "mutation " + i + " of the " + name + ": "
                                + Der.of(mutated).hex(),
                        e);
            }
        }
        if (!name.equals("lint")) {
            assertThat(refused).isGreaterThan(MUTATIONS / 20);
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
                case 4 -> bytes[at] = (byte) (random.nextBoolean() ? 0x80 : 0xff);
                default -> {
                    int from = random.nextInt(bytes.length);
                    int count = Math.min(random.nextInt(16), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, count);
                }
            }
        }
        return bytes;
    }
}
