package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameConstraintsTest {
    private static final Map<String, Integer> FORMS = Map.of(
            "email", GeneralName.rfc822Name,
            "dns", GeneralName.dNSName,
            "uri", GeneralName.uniformResourceIdentifier,
            "ip", GeneralName.iPAddress,
            "dir", GeneralName.directoryName);

    private static GeneralName name(String form, String value) {
        return form.equals("dir")
                ? new GeneralName(new X500Name(value))
                : new GeneralName(Objects.requireNonNull(FORMS.get(form)), value);
    }

    private static dev.chancery.pki.NameConstraints parse(NameConstraints constraints) throws DerException {
        try {
            return dev.chancery.pki.NameConstraints.parse(Der.of(constraints.getEncoded("DER")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static dev.chancery.pki.NameConstraints permitting(GeneralName base) throws DerException {
        return parse(new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(base)}, null));
    }

    private static dev.chancery.pki.NameConstraints excluding(GeneralName base) throws DerException {
        return parse(new NameConstraints(null, new GeneralSubtree[] {new GeneralSubtree(base)}));
    }

    private static List<dev.chancery.pki.GeneralName> names(GeneralName... names) throws Exception {
        return dev.chancery.pki.GeneralName.parseAll(Der.of(new GeneralNames(names).getEncoded("DER")), "names");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            dns,   example.com,       example.com
            dns,   example.com,       WWW.Example.COM
            dns,   example.com,       a.b.example.com
            dns,   example.com,       *.example.com
            dns,   '',                anything.test
            email, example.com,       Me@EXAMPLE.com
            email, .example.com,      me@mail.example.com
            email, me@example.com,    me@Example.com
            uri,   example.com,       https://u@example.com:8443/x
            uri,   .example.com,      spiffe://a.example.com/ns
            ip,    192.0.2.0/24,      192.0.2.255
            ip,    192.0.2.1/32,      192.0.2.1
            ip,    2001:db8::/33,     2001:db8:7fff::1
            ip,    0.0.0.0/0,         8.8.8.8
            dir,   'C=US,O=Ex',       'C=us,O=EX ,CN=leaf'
            dir,   C=US,              C=US
            """)
    void permitsAndExcludesWhatLiesWithin(String form, String base, String name) throws Exception {
        assertThat(permitting(name(form, base)).violation(names(name(form, name))))
                .isNull();
        assertThat(excluding(name(form, base)).violation(names(name(form, name))))
                .contains("within what is excluded");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            dns,   example.com,       notexample.com
            dns,   example.com,       example.com.evil.test
            dns,   www.example.com,   example.com
            email, example.com,       me@mail.example.com
            email, .example.com,      me@example.com
            email, me@example.com,    Me@example.com
            email, me@example.com,    you@example.com
            uri,   example.com,       https://www.example.com/
            uri,   .example.com,      https://example.com/
            ip,    192.0.2.0/24,      192.0.3.0
            ip,    2001:db8::/33,     2001:db8:8000::1
            ip,    0.0.0.0/0,         ::1
            dir,   'C=US,O=Ex',       'C=US,O=Example'
            dir,   'C=US,O=Ex',       C=US
            dir,   'C=US,O=Ex',       'O=Ex,C=US'
            """)
    void neitherPermitsNorExcludesWhatLiesOutside(String form, String base, String name) throws Exception {
        assertThat(permitting(name(form, base)).violation(names(name(form, name))))
                .contains("not within what is permitted");
        assertThat(excluding(name(form, base)).violation(names(name(form, name))))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            dns,   example.com, .example.com
            dns,   example.com, a..example.com
            dns,   example.com, 'a b.example.com'
            email, example.com, a@b@example.com
            email, example.com, @example.com
            uri,   example.com, urn:x:example.com
            uri,   example.com, https://192.0.2.1/
            uri,   example.com, https://[::1]/
            uri,   example.com, https:///x
            """)
    void refusesNamesThatAreNoneWhereTheirFormIsConstrained(String form, String base, String name) throws Exception {
        assertThat(permitting(name(form, base)).violation(names(name(form, name))))
                .isNotNull();
        assertThat(excluding(name(form, base)).violation(names(name(form, name))))
                .isNotNull();
    }

    @Test
    void asksOnlyOfFormsThatAreConstrained() throws Exception {
        assertThat(permitting(name("dns", "example.com")).violation(names(name("email", "a@b@c"), name("ip", "::1"))))
                .isNull();
        assertThat(excluding(name("dns", "")).violation(names(name("email", "me@example.com"))))
                .isNull();
    }

    @Test
    void doesNotTrustAWildcardThatMayStandForWhatIsExcluded() throws Exception {
        List<dev.chancery.pki.GeneralName> wildcard = names(name("dns", "*.example.com"));
        assertThat(excluding(name("dns", "bar.example.com")).violation(wildcard))
                .isNotNull();
        assertThat(excluding(name("dns", "a.bar.example.com")).violation(wildcard))
                .isNull();
        assertThat(excluding(name("dns", "barexample.com")).violation(wildcard)).isNull();
        assertThat(permitting(name("dns", "bar.example.com")).violation(wildcard))
                .isNotNull();
    }

    @Test
    void letsNoNamePassOfAFormItDoesNotKnow() throws Exception {
        GeneralName registered = new GeneralName(GeneralName.registeredID, "1.2.3");
        assertThat(excluding(registered).violation(names(registered))).isNotNull();
        assertThat(permitting(registered).violation(names(registered))).isNotNull();
        assertThat(permitting(registered).violation(names(name("dns", "example.com"))))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "dns, .example.com",
        "dns, *.example.com",
        "dns, exam ple.com",
        "email, a@b@example.com",
        "email, @example.com",
        "email, ..example.com",
        "uri, https://example.com/"
    })
    void refusesBasesThatAreNone(String form, String base) {
        assertThatThrownBy(() -> permitting(name(form, base))).isInstanceOf(DerException.class);
        assertThatThrownBy(() -> excluding(name(form, base))).isInstanceOf(DerException.class);
    }

    @Test
    void refusesMasksWithGapsMinimaAndEmptiness() throws Exception {
        byte[] gap = {10, 0, 0, 0, (byte) 0xff, 0, (byte) 0xff, 0};
        assertThatThrownBy(() -> permitting(new GeneralName(GeneralName.iPAddress, new DEROctetString(gap))))
                .hasMessageContaining("gaps");
        assertThatThrownBy(() -> parse(new NameConstraints(
                        new GeneralSubtree[] {new GeneralSubtree(name("dns", "example.com"), BigInteger.ONE, null)},
                        null)))
                .isInstanceOf(DerException.class);
        byte[] empty = new DERSequence().getEncoded();
        assertThatThrownBy(() -> dev.chancery.pki.NameConstraints.parse(Der.of(empty)))
                .hasMessageContaining("empty");
    }
}
