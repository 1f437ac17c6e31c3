package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LintTest {
    private static final TestCa CA = TestCa.issuing();
    private static final SubjectPublicKey KEY =
            SubjectPublicKey.of(TestKeys.p256("leaf").getPublic());

    /** A client leaf in pieces, so that a test can break one of them. */
    private static final class Pieces {
        byte[] version = CertificateWriter.VERSION_3;
        byte[] serial = DerWriter.integer(TestCa.serial());
        byte[] algorithm = CA.algorithm().identifier().toByteArray();
        byte[] issuer = CA.certificate().subject().der().toByteArray();
        byte[] validity = TestCa.ONE_YEAR.encoded();
        byte[] subject = TestCa.name("leaf").der().toByteArray();
        byte[] key = KEY.der().toByteArray();
        final List<byte[]> extensions = new ArrayList<>(List.of(
                ExtensionWriter.extendedKeyUsage(Oids.CLIENT_AUTH),
                ExtensionWriter.basicConstraints(false, OptionalInt.empty()),
                ExtensionWriter.subjectKeyIdentifier(KEY.keyIdentifier()),
                ExtensionWriter.authorityKeyIdentifier(
                        CA.certificate().subjectKeyIdentifier().orElseThrow()),
                ExtensionWriter.keyUsage(KeyUsage.DIGITAL_SIGNATURE)));

        Der tbs() {
            byte[] wrapped =
                    DerWriter.tlv(DerWriter.constructed(3), DerWriter.sequence(extensions.toArray(byte[][]::new)));
            return Der.of(DerWriter.sequence(version, serial, algorithm, issuer, validity, subject, key, wrapped));
        }
    }

    private static List<LintFinding.Kind> findings(Consumer<Pieces> breaking) {
        Pieces pieces = new Pieces();
        breaking.accept(pieces);
        return Lint.check(pieces.tbs(), Lint.Profile.CLIENT_LEAF, CA.certificate()).stream()
                .map(LintFinding::kind)
                .toList();
    }

    @Test
    void findsNothingInWhatIsRight() {
        assertThat(findings(_ -> {})).isEmpty();
        assertThat(findings(it -> it.subject = DerWriter.sequence())).isEmpty();
    }

    @Test
    void findsSerialsOutOfBounds() {
        for (BigInteger serial : List.of(BigInteger.ZERO, BigInteger.TEN.negate(), BigInteger.TWO.pow(159))) {
            assertThat(findings(it -> it.serial = DerWriter.integer(serial))).containsExactly(LintFinding.Kind.SERIAL);
        }
    }

    @Test
    void findsTheWrongAlgorithm() {
        for (SignatureAlgorithm wrong : List.of(
                SignatureAlgorithm.SHA256_WITH_RSA, SignatureAlgorithm.ECDSA_WITH_SHA1, SignatureAlgorithm.ED25519)) {
            assertThat(findings(it -> it.algorithm = wrong.identifier().toByteArray()))
                    .containsExactly(LintFinding.Kind.SIGNATURE_ALGORITHM);
        }
    }

    @Test
    void findsAnotherIssuer() {
        assertThat(findings(it -> it.issuer = TestCa.name("Other").der().toByteArray()))
                .containsExactly(LintFinding.Kind.ISSUER);
    }

    @Test
    void findsTimesThatAreReversedLateOrWronglyEncoded() {
        byte[] now = DerWriter.time(TestCa.NOW);
        byte[] later = DerWriter.time(TestCa.NOW.plusSeconds(1));
        assertThat(findings(it -> it.validity = DerWriter.sequence(later, now)))
                .containsExactly(LintFinding.Kind.VALIDITY);
        assertThat(findings(it -> it.validity = DerWriter.sequence(now, DerWriter.generalizedTime(TestCa.NOW))))
                .containsExactly(LintFinding.Kind.VALIDITY);
        Instant end = CA.certificate().notAfter();
        assertThat(findings(it -> it.validity = new Validity(TestCa.NOW, end).encoded()))
                .isEmpty();
        assertThat(findings(it -> it.validity = new Validity(TestCa.NOW, end.plusSeconds(1)).encoded()))
                .containsExactly(LintFinding.Kind.OUTLIVES_ISSUER);
    }

    @Test
    void findsSubjectsOutOfBoundsOrOfTheWrongType() {
        String tooLong = "x".repeat(65);
        assertThat(findings(it -> it.subject = DistinguishedName.encode(SubjectAttributes.ofCommonName(tooLong))))
                .containsExactly(LintFinding.Kind.SUBJECT);
        byte[] ia5 = DerWriter.sequence(DerWriter.tlv(
                DerWriter.SET,
                DerWriter.sequence(Oids.COMMON_NAME.encoded(), DerWriter.text(DerWriter.IA5_STRING, "x"))));
        assertThat(findings(it -> it.subject = ia5)).containsExactly(LintFinding.Kind.SUBJECT);
        byte[] country = DerWriter.sequence(DerWriter.tlv(
                DerWriter.SET,
                DerWriter.sequence(Oids.COUNTRY.encoded(), DerWriter.text(DerWriter.UTF8_STRING, "US"))));
        assertThat(findings(it -> it.subject = country)).containsExactly(LintFinding.Kind.SUBJECT);
    }

    @Test
    void findsMissingAndWrongExtensions() {
        List<LintFinding.Kind> kinds = List.of(
                LintFinding.Kind.EXTENDED_KEY_USAGE,
                LintFinding.Kind.BASIC_CONSTRAINTS,
                LintFinding.Kind.SUBJECT_KEY_IDENTIFIER,
                LintFinding.Kind.AUTHORITY_KEY_IDENTIFIER,
                LintFinding.Kind.KEY_USAGE);
        Der otherKey = SubjectPublicKey.of(TestKeys.p256("other").getPublic()).keyIdentifier();
        List<byte[]> wrong = List.of(
                ExtensionWriter.extendedKeyUsage(Oids.OCSP_SIGNING),
                ExtensionWriter.basicConstraints(true, OptionalInt.empty()),
                ExtensionWriter.subjectKeyIdentifier(otherKey),
                ExtensionWriter.authorityKeyIdentifier(otherKey),
                ExtensionWriter.keyUsage(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_CERT_SIGN));
        for (int i = 0; i < kinds.size(); i++) {
            int position = i;
            assertThat(findings(it -> it.extensions.remove(position))).containsExactly(kinds.get(i));
            assertThat(findings(it -> it.extensions.set(position, wrong.get(position))))
                    .containsExactly(kinds.get(i));
            assertThat(findings(it -> it.extensions.add(it.extensions.get(position))))
                    .containsExactly(LintFinding.Kind.STRUCTURE);
        }
    }

    @Test
    void findsConstraintsThatAreNotCritical() {
        byte[] lax = DerWriter.sequence(Oids.BASIC_CONSTRAINTS.encoded(), DerWriter.octetString(DerWriter.sequence()));
        assertThat(findings(it -> it.extensions.set(1, lax))).containsExactly(LintFinding.Kind.BASIC_CONSTRAINTS);
    }

    @Test
    void findsCriticalExtensionsNobodyKnows() {
        byte[] odd = DerWriter.sequence(
                Oid.of("1.2.3.4").encoded(), DerWriter.bool(true), DerWriter.octetString(DerWriter.nullValue()));
        assertThat(findings(it -> it.extensions.add(odd))).containsExactly(LintFinding.Kind.CRITICAL_EXTENSION);
    }

    @Test
    void findsKeysNoCertificateShouldCarry() {
        assertThat(findings(it -> {
                    it.key = TestKeys.rsa(1024, "short").getPublic().getEncoded();
                    it.extensions.set(
                            2,
                            ExtensionWriter.subjectKeyIdentifier(SubjectPublicKey.of(
                                            TestKeys.rsa(1024, "short").getPublic())
                                    .keyIdentifier()));
                }))
                .containsExactly(LintFinding.Kind.KEY);
    }

    @Test
    void findsStructureAndVersionFaults() {
        assertThat(Lint.check(Der.of(new byte[] {1}), Lint.Profile.CLIENT_LEAF, CA.certificate()))
                .extracting(LintFinding::name)
                .containsExactly("STRUCTURE");
        assertThat(Lint.checkRoot(Der.of(new byte[0])))
                .extracting(LintFinding::name)
                .containsExactly("STRUCTURE");
        byte[] version2 = DerWriter.tlv(DerWriter.constructed(0), DerWriter.integer(BigInteger.ONE));
        assertThat(findings(it -> it.version = version2)).containsExactly(LintFinding.Kind.STRUCTURE);
    }

    @Test
    void tellsProfilesApart() {
        Der leaf = new Pieces().tbs();
        assertThat(Lint.check(leaf, Lint.Profile.ISSUING_CA, CA.certificate()))
                .extracting(LintFinding::kind)
                .contains(LintFinding.Kind.BASIC_CONSTRAINTS, LintFinding.Kind.KEY_USAGE);
        assertThat(Lint.check(leaf, Lint.Profile.OCSP_RESPONDER, CA.certificate()))
                .extracting(LintFinding::kind)
                .containsOnly(LintFinding.Kind.EXTENDED_KEY_USAGE);
        Der root = TestCa.root().certificate().tbs();
        assertThat(Lint.check(root, Lint.Profile.ISSUING_CA, TestCa.root().certificate()))
                .extracting(LintFinding::kind)
                .containsExactly(LintFinding.Kind.BASIC_CONSTRAINTS);
        assertThat(Lint.checkRoot(CA.certificate().tbs()))
                .extracting(LintFinding::kind)
                .contains(LintFinding.Kind.ISSUER, LintFinding.Kind.AUTHORITY_KEY_IDENTIFIER);
    }

    @Test
    void handsOverWhatPassedAndNothingElse() {
        Der right = new Pieces().tbs();
        Lint.Verdict passed = Lint.judge(right, Lint.Profile.CLIENT_LEAF, CA.certificate(), KEY);
        assertThat(passed.findings()).isEmpty();
        assertThat(passed.sound().der()).isEqualTo(right);

        Pieces unsound = new Pieces();
        unsound.serial = DerWriter.integer(BigInteger.ZERO);
        for (Der wrong : List.of(unsound.tbs(), Der.of(new byte[] {1}))) {
            Lint.Verdict verdict = Lint.judge(wrong, Lint.Profile.CLIENT_LEAF, CA.certificate(), KEY);
            assertThat(verdict.findings()).isNotEmpty();
            assertThat(verdict.passed()).isNull();
            assertThatThrownBy(verdict::sound).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void judgesTheKeyInTheBytesWhateverWasRequested() {
        Pieces other = new Pieces();
        byte[] point = KEY.keyBits().toByteArray();
        point[point.length - 1] ^= 1;
        other.key = SubjectPublicKey.ec(EcCurve.P256, Der.of(point)).der().toByteArray();
        assertThat(Lint.judge(other.tbs(), Lint.Profile.CLIENT_LEAF, CA.certificate(), KEY)
                        .findings())
                .extracting(LintFinding::kind)
                .contains(LintFinding.Kind.KEY, LintFinding.Kind.SUBJECT_KEY_IDENTIFIER);
    }
}
