package dev.chancery.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UInt64Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "9223372036854775807",
                "9223372036854775808",
                "12943511222516818345",
                "18446744073709551615"
            })
    void keepsEveryNumberOf64Bits(String decimal) {
        UInt64 number = UInt64.parse(decimal);

        assertThat(number).hasToString(decimal);
        assertThat(number.toBigInteger()).isEqualTo(new BigInteger(decimal));
        assertThat(UInt64.of(number.toBigInteger())).isEqualTo(number);
    }

    @Test
    void ordersWithoutSign() {
        assertThat(UInt64.MAX).isGreaterThan(UInt64.of(Long.MAX_VALUE)).isGreaterThan(UInt64.ZERO);
        assertThat(UInt64.of(7)).isEqualTo(UInt64.parse("7")).isLessThan(UInt64.of(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "18446744073709551616", "1.0", "0x10", " 1"})
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> UInt64.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + text + "\" (expected: a number from 0 to 18446744073709551615)");
    }

    @Test
    void refusesNumbersOutside() {
        assertThatThrownBy(() -> UInt64.of(-1)).hasMessage("-1 (expected: at least 0)");
        assertThatThrownBy(() -> UInt64.of(BigInteger.ONE.shiftLeft(64)))
                .hasMessageContaining("65 bits")
                .hasMessageContaining("expected: 0 to 18446744073709551615");
        assertThatThrownBy(() -> UInt64.of(BigInteger.ONE.negate())).isInstanceOf(IllegalArgumentException.class);
    }
}
