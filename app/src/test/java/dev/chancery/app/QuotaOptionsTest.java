package dev.chancery.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chancery.control.clientcertificates.ClientCertificateQuota;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.DatabaseUrl;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class QuotaOptionsTest {
    private Database database;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.open(DatabaseUrl.parse(folder.resolve("chancery.db").toString()), new SecureRandom());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void start(String... options) {
        StartCommand command = new StartCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
        command.quotas.keep(database);
    }

    private OptionalLong limit(Quota quota) {
        return database.read(tx -> new SettingStore().limit(tx, quota));
    }

    @Test
    void setsNoLimitUnlessToldTo() {
        start();
        assertThat(ClientCertificateQuota.of(database)).isEqualTo(ClientCertificateQuota.UNLIMITED);
    }

    @Test
    void keepsALimitUntilAnotherStartLiftsIt() {
        start("--quota", "client_certificates=100", "--quota", "user_tokens=50");
        start();
        assertThat(ClientCertificateQuota.of(database)).isEqualTo(ClientCertificateQuota.of(100));
        assertThat(limit(Quota.USER_TOKENS)).hasValue(50);
        start("--quota", "client_certificates=none");
        assertThat(ClientCertificateQuota.of(database)).isEqualTo(ClientCertificateQuota.UNLIMITED);
        assertThat(limit(Quota.USER_TOKENS)).hasValue(50);
    }

    @Test
    void namesWhatIsWrongAndKeepsNothing() {
        assertThatExceptionOfType(Unusable.class)
                .isThrownBy(() -> start("--quota", "user_tokens=5", "--quota", "coffee=3"))
                .withMessage("--quota: coffee is no quota (expected: client_certificates, mtls_ca_certificates,"
                        + " access_certificates, user_tokens, account_tokens, access_applications,"
                        + " identity_providers, access_groups, access_service_tokens)");
        assertThatExceptionOfType(Unusable.class)
                .isThrownBy(() -> start("--quota", "user_tokens=-1"))
                .withMessage("--quota: user_tokens=-1 (expected: a whole number from 0, or none)");
        assertThat(limit(Quota.USER_TOKENS)).isEmpty();
    }
}
