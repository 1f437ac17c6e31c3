package dev.chancery.control.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void readsAPathAsASqliteFile() {
        assertThat(DatabaseUrl.parse("data/chancery.db"))
                .isEqualTo(new DatabaseUrl.Sqlite(Path.of("data/chancery.db")));
        assertThat(DatabaseUrl.parse("sqlite:chancery.db")).isEqualTo(new DatabaseUrl.Sqlite(Path.of("chancery.db")));
    }

    @Test
    void readsEveryPartOfAPostgresqlAddress() {
        DatabaseUrl.Postgresql url = postgresql(
                "postgresql://al%40ice:p%3Aa%2Fss+word@db1.example:5433,db2.example/chan%20cery?sslmode=require&x=y%26z");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db1.example:5433,db2.example/chan%20cery");
        assertThat(url.user()).isEqualTo("al@ice");
        assertThat(url.password()).isEqualTo("p:a/ss+word");
        assertThat(url.parameters()).isEqualTo(Map.of("sslmode", "require", "x", "y&z"));
        assertThat(url.engine()).isEqualTo(Engine.POSTGRESQL);
    }

    @Test
    void readsAPasswordWithASlashOrAtSign() {
        DatabaseUrl.Postgresql url = postgresql("postgres://u:a@b/c@host/db");
        assertThat(url.password()).isEqualTo("a@b/c");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://host/db");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(DatabaseUrl.parse("postgresql://u:secret@host/db?sslpassword=secret&sslmode=require")
                        .toString())
                .doesNotContain("secret")
                .contains("u@host/db")
                .contains("sslmode");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:secret@host/db",
                "postgresql://u:secret@/db",
                "postgresql://u:secret@host",
                "",
                "sqlite:"
            })
    void refusesOtherAddressesWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("database:")
                .hasMessageNotContaining("secret");
    }

    private static DatabaseUrl.Postgresql postgresql(String text) {
        return (DatabaseUrl.Postgresql) DatabaseUrl.parse(text);
    }
}
