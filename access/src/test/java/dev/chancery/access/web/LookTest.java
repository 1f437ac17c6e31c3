package dev.chancery.access.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LookTest {
    private static Look look(String ground, String ink) {
        return new Look(
                Optional.of(ground).filter(text -> !text.isEmpty()),
                Optional.of(ink).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "#000, '', ':root:root{--ground:#000;--on-ground:#fff}'",
        "#ffffff, '', ':root:root{--ground:#ffffff;--on-ground:#000}'",
        "#0f3d3e, '', ':root:root{--ground:#0f3d3e;--on-ground:#fff}'",
        "#0f3d3e, #abc, ':root:root{--ground:#0f3d3e;--on-ground:#abc}'",
        "'', #abc, ':root:root{--on-ground:#abc}'",
        "'', '', ''",
    })
    void whatStandsOnTheGroundCanBeRead(String ground, String ink, String style) {
        assertThat(look(ground, ink).style()).isEqualTo(style);
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#12", "#12345g", "#123;}body{display:none", "#1234567"})
    void whatIsNoColourIsWrittenIntoNoPage(String text) {
        assertThatThrownBy(() -> look(text, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> look("#fff", text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyStyleOfAPageIsAllowedByItsHashAndNoOther() {
        WebAnswer page = Page.of(200, "A", "", look("#000", ""));
        String policy = page.fields().stream()
                .filter(field -> field.name().equals("content-security-policy"))
                .findFirst()
                .orElseThrow()
                .value();
        assertThat(policy.split("'sha256-", -1)).hasSize(3);
        assertThat(policy).doesNotContain("unsafe");
        assertThat(new String(page.body(), StandardCharsets.UTF_8).split("<style>", -1))
                .hasSize(3);
    }
}
