package dev.chancery.control.issuing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {
    @Test
    void takesAPlainHttpBase() {
        assertThat(new PublicUrl("http://pki.example.com").base()).isEqualTo("http://pki.example.com");
        assertThat(new PublicUrl("http://[::1]:8787/pki").base()).isEqualTo("http://[::1]:8787/pki");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://pki.example.com",
                "http://pki.example.com/",
                "http://",
                "pki.example.com",
                "http://a@b",
                "http://a/?q",
                "http://a/#f",
                "http://exämple.com",
                "http://a b"
            })
    void refusesEverythingElse(String base) {
        assertThatThrownBy(() -> new PublicUrl(base))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("public URL: " + base + " (expected: http://host");
    }
}
