package dev.chancery.control.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLockTest {

    /** Opens a database in a process of its own, says so, and waits to be killed. */
    static final class Holder {
        private Holder() {}

        @SuppressWarnings("SystemOut") // It speaks to the test through its standard output.
        static void main(String[] arguments) throws IOException {
            try (Database database = FreshDatabase.open(arguments[0])) {
                System.out.println("open on " + database.engine());
                System.in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    @Test
    void refusesADatabaseThisProcessHasOpen(@TempDir Path folder) {
        try (Database first = FreshDatabase.sqlite(folder)) {
            assertThat(first.engine()).isEqualTo(Engine.SQLITE);
            refuses(folder);
        }
        FreshDatabase.sqlite(folder).close();
    }

    @Test
    void refusesADatabaseAnotherProcessHasOpenUntilThatIsKilled(@TempDir Path folder) throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.resolve("chancery.db").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = other.inputReader()) {
            assertThat(said.lines().filter("open on SQLITE"::equals).findFirst())
                    .isPresent();
            refuses(folder);
        } finally {
            other.destroyForcibly().waitFor();
        }
        FreshDatabase.sqlite(folder).close();
    }

    @Test
    void leavesNoFileOpenAndNoLogBehind(@TempDir Path folder) throws IOException {
        try (Database database = FreshDatabase.sqlite(folder)) {
            database.write(Lane.TRUST, TrustHead::advance);
            assertThat(openFiles(folder)).isNotZero();
        }
        assertThat(openFiles(folder)).isZero();
        assertThat(folder.resolve("chancery.db-wal")).doesNotExist();
    }

    private static long openFiles(Path folder) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(descriptor -> {
                        try {
                            return Files.readSymbolicLink(descriptor).startsWith(folder);
                        } catch (IOException e) {
                            // The descriptor that listed the folder is gone by now.
                            return false;
                        }
                    })
                    .count();
        }
    }

    private static void refuses(Path folder) {
        assertThatThrownBy(() -> FreshDatabase.sqlite(folder))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("in use by another process; stop that one or use another data folder");
    }
}
