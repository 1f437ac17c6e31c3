package dev.chancery.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class AccessOptionsTest {
    private static AccessOptions parsed(String... options) {
        StartCommand command = new StartCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(options);
        return command.access;
    }

    @Test
    void sshCertificatesLastThreeMinutesOrAsLongAsIsSaid() {
        assertThat(parsed().sshLifetime()).isEqualTo(Duration.ofMinutes(3));
        assertThat(parsed("--ssh-lifetime", "1h30m").sshLifetime()).isEqualTo(Duration.ofMinutes(90));
        for (String no : new String[] {"0s", "25h", "500ms", "soon"}) {
            assertThatExceptionOfType(Unusable.class)
                    .isThrownBy(parsed("--ssh-lifetime", no)::sshLifetime)
                    .withMessage("--ssh-lifetime: %s (expected: a duration from 1s to 24h).", no);
        }
    }

    @Test
    void accessAloneIsRefusedWithWhatIsPossible() {
        for (String roles : new String[] {"access", "access,edge"}) {
            StartCommand command = new StartCommand();
            new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs("--roles", roles);
            assertThatExceptionOfType(Unusable.class)
                    .isThrownBy(command::run)
                    .withMessageContaining("(expected: control,access, or edge alone)");
        }
    }
}
