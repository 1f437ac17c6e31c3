package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerReaderTest {
    private static DerReader over(String hex) {
        return new DerReader(Der.of(HexFormat.of().parseHex(hex)));
    }

    @Test
    void readsIntegersBackAsWritten() throws DerException {
        Random random = new Random(3);
        for (int bits = 1; bits < 300; bits++) {
            BigInteger value = new BigInteger(bits, random).subtract(BigInteger.ONE.shiftLeft(bits / 2));
            assertThat(new DerReader(Der.of(DerWriter.integer(value))).integer("number"))
                    .isEqualTo(value);
        }
    }

    @Test
    void readsLengthsOfEveryForm() throws DerException {
        for (int length : new int[] {0, 1, 127, 128, 255, 256, 65_535, 65_536, 1 << 24}) {
            Der written = Der.of(DerWriter.octetString(new byte[length]));
            assertThat(new DerReader(written)
                            .content(DerWriter.OCTET_STRING, "bytes")
                            .length())
                    .isEqualTo(length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0200",
                "02020001",
                "0202ff80",
                "0280010000",
                "02810101",
                "0282000101",
                "0201",
                "02",
                "",
                "028501000000" + "0101",
                "0301",
                "0284ffffffff01"
            })
    void refusesIntegersThatAreNotDer(String hex) {
        assertThatThrownBy(() -> over(hex).integer("number")).isInstanceOf(DerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "060155", "0603550480", "0602802a", "060355048003"})
    void refusesObjectIdentifiersThatAreNotDer(String hex) {
        DerReader reader = over(hex);
        if (hex.equals("060155")) {
            assertThat(reader).satisfies(it -> assertThat(it.oid("type")).hasToString("2.5"));
        } else {
            assertThatThrownBy(() -> reader.oid("type")).isInstanceOf(DerException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.5.4.3",
                "1.2.840.113549.1.1.11",
                "0.9.2342.19200300.100.1.1",
                "1.3.101.112",
                "2.16.840.1.101" + ".3.4.3.18",
                "2.999.1",
                "1.39.128.16384"
            })
    void writesAndReadsObjectIdentifiersAsBouncyCastleDoes(String dotted) throws Exception {
        byte[] theirs = new ASN1ObjectIdentifier(dotted).getEncoded();
        assertThat(Oid.of(dotted).encoded()).isEqualTo(theirs);
        assertThat(new DerReader(Der.of(theirs)).oid("type"))
                .hasToString(dotted)
                .isEqualTo(Oid.of(dotted));
    }

    @ParameterizedTest
    @CsvSource({
        "170d3530303130313030303030305a, 1950-01-01T00:00:00Z",
        "170d3439313233313233353935395a, 2049-12-31T23:59:59Z",
        "180f32303530303130313030303030305a, 2050-01-01T00:00:00Z",
        "180f39393939313233313233353935395a, 9999-12-31T23:59:59Z"
    })
    void readsAndWritesTimes(String hex, Instant expected) throws DerException {
        assertThat(over(hex).time("time")).isEqualTo(expected);
        assertThat(DerWriter.time(expected)).asHexString().isEqualToIgnoringCase(hex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "170b353030313031303030305a",
                "170d3530313330313030303030305a",
                "170d3530303233303030303030305a",
                "170d3530303130313030303036305a",
                "170d35303031303130303030303020",
                "170d3530303130312d30303030305a",
                "180f3230353030313031303030303030",
                "18113230353030313031303030303030302e5a",
                "0201017a"
            })
    void refusesTimesThatAreNotWholeSecondsInUtc(String hex) {
        assertThatThrownBy(() -> over(hex).time("time")).isInstanceOf(DerException.class);
    }

    @Test
    void saysWhatWasExpectedAndWhere() {
        assertThatThrownBy(() -> over("3003020101").sequence("outer").oid("inner type"))
                .hasMessage("The inner type at byte 2 has tag 0x02 (expected: 0x06).");
        assertThatThrownBy(() -> over("3005020101").sequence("outer"))
                .hasMessage("The outer at byte 0 says it has 5 bytes, but only 3 follow.");
    }
}
