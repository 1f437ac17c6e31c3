package dev.chancery.control.clientcertificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientCertificateIdTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:40.123456Z");

    private final SecureRandom random = new SecureRandom();

    @Test
    void growsWithTime() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ids.add(ClientCertificateId.fresh(NOW.plusMillis(i), random).hex());
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(ids.getFirst()).startsWith("%012x".formatted(NOW.toEpochMilli()));
    }

    @Test
    void isRandomWithinItsMillisecond() {
        Set<String> rests = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            rests.add(ClientCertificateId.fresh(NOW, random).hex().substring(12));
        }
        assertThat(rests).hasSize(1000).allMatch(rest -> rest.length() == 20);
    }

    @Test
    void readsBothFormsAndNothingElse() {
        String hex = "0123456789abcdef0123456789abcdef";
        assertThat(ClientCertificateId.parse(hex.toUpperCase(java.util.Locale.ROOT)))
                .contains(new ClientCertificateId(hex));
        assertThat(ClientCertificateId.parse("01234567-89ab-cdef-0123-456789abcdef"))
                .contains(new ClientCertificateId(hex));
        assertThat(ClientCertificateId.parse("0123")).isEmpty();
        assertThatThrownBy(() -> new ClientCertificateId("xyz"))
                .hasMessage("client certificate id: xyz (expected: 32 lower-case hex digits)");
    }
}
