package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Chains of root, two CAs and a leaf, with what each says of policies; openssl judges the same chains.
 *
 * <p>Words: a policy's letter or {@code any}; {@code r0} requireExplicitPolicy, {@code m0} inhibitPolicyMapping, {@code n0}
 * inhibitAnyPolicy after so many certificates; {@code a>b} a mapping; {@code self} a self-issued CA.
 */
class PolicyWalkTest {
    @ParameterizedTest(name = "{0} | {1} | {2}: {3}")
    @CsvSource(textBlock = """
            '',         '',          '',     true
            r0,         '',          '',     false
            r0 a,       a,           a,      true
            r0 a,       a,           b,      false
            r0 a,       '',          a,      false
            r0 a,       any,         a,      true
            r0 any,     a,           a,      true
            r0 any,     any,         any,    true
            r0 a,       a,           any,    true
            r1 a,       '',          a,      false
            r2 a,       '',          a,      false
            r3 a,       '',          a,      true
            r1 a,       a,           a,      true
            a,          r0 a,        b,      false
            a,          r0 a,        a,      true
            a,          a,           r0 b,   false
            a,          a,           r0 a,   true
            r0 a a>b,   b,           b,      true
            r0 a a>b,   a,           a,      false
            r0 a a>b,   b b>c,       c,      true
            r0 a m0,    a a>b,       b,      false
            r0 a m1,    a a>b,       b,      true
            r0 any a>b, b,           b,      true
            r0 a n0,    any,         a,      false
            r0 a n1,    any,         a,      true
            r0 a n2,    any,         a,      true
            r0 a n1,    a,           any,    false
            r0 a,       a n0,        any,    false
            r0 a n0,    any self,    a,      true
            r0 a b,     b c,         b,      true
            r0 a b,     a b,         c,      false
            """)
    void agreesWithOpenssl(String first, String second, String leaf, boolean valid, @TempDir Path folder) {
        TestCertificate root = TestCertificate.root("CN=Policy root");
        TestCertificate upper = say(TestCertificate.ca("CN=Upper"), first).signedBy(root);
        boolean self = second.contains("self");
        TestCertificate lower = say(
                        self
                                ? TestCertificate.ca("CN=Upper").keys(TestKeys.p256("lower"))
                                : TestCertificate.ca("CN=Lower"),
                        second)
                .signedBy(upper);
        TestCertificate end = say(TestCertificate.leaf("CN=leaf"), leaf).signedBy(lower);
        PathVerdict verdict = PathValidation.of(
                        List.of(root.certificate()),
                        List.of(upper.certificate(), lower.certificate()),
                        PathPolicy.of(PathPolicy.Purpose.CLIENT_AUTH))
                .judge(end.certificate(), List.of(), TestCertificate.NOW);
        assertThat(verdict instanceof PathVerdict.Valid).as(verdict.toString()).isEqualTo(valid);
        OpenSsl.Run run = verify(new OpenSsl(folder), root, upper, lower, end);
        assertThat(run.exit() == 0).as(run.output()).isEqualTo(valid);
    }

    private static TestCertificate.Builder say(TestCertificate.Builder builder, String words) {
        List<String> policies = new ArrayList<>();
        List<DERSequence> mappings = new ArrayList<>();
        BigInteger explicit = null;
        BigInteger mapping = null;
        for (String word : words.isEmpty() ? new String[0] : words.split(" ", -1)) {
            if (word.matches("r\\d")) {
                explicit = new BigInteger(word.substring(1));
            } else if (word.matches("m\\d")) {
                mapping = new BigInteger(word.substring(1));
            } else if (word.matches("n\\d")) {
                builder.with(Extension.inhibitAnyPolicy, true, new ASN1Integer(Long.parseLong(word.substring(1))));
            } else if (word.contains(">")) {
                mappings.add(new DERSequence(new ASN1ObjectIdentifier[] {
                    new ASN1ObjectIdentifier(oid(word.substring(0, 1))),
                    new ASN1ObjectIdentifier(oid(word.substring(2)))
                }));
            } else if (!word.equals("self")) {
                policies.add(oid(word));
            }
        }
        if (explicit != null || mapping != null) {
            builder.with(Extension.policyConstraints, true, new PolicyConstraints(explicit, mapping));
        }
        if (!mappings.isEmpty()) {
            builder.with(Extension.policyMappings, false, new DERSequence(mappings.toArray(DERSequence[]::new)));
        }
        return policies.isEmpty() ? builder : builder.policies(policies.toArray(String[]::new));
    }

    private static String oid(String word) {
        return word.equals("any") ? "2.5.29.32.0" : "1.2.3." + (word.charAt(0) - 'a' + 1);
    }

    private static OpenSsl.Run verify(
            OpenSsl openssl, TestCertificate root, TestCertificate upper, TestCertificate lower, TestCertificate end) {
        openssl.write("root.pem", root.certificate().toPem());
        openssl.write(
                "between.pem",
                Stream.of(upper, lower).map(it -> it.certificate().toPem()).reduce("", String::concat));
        openssl.write("end.pem", end.certificate().toPem());
        return openssl.run(
                "verify",
                "-policy_check",
                "-policy",
                "2.5.29.32.0",
                "-attime",
                Long.toString(TestCertificate.NOW.getEpochSecond()),
                "-CAfile",
                "root.pem",
                "-untrusted",
                "between.pem",
                "end.pem");
    }
}
