package dev.chancery.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.testkit.Caller;
import dev.chancery.testkit.SshKeygen;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands of sshd hosts and of people's machines, against a house that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SshCommandsTest {
    /** Where the number of a revocation list stands: after the magic and the version of the format. */
    private static final int NUMBER_AT = 12;

    @TempDir
    static Path folder;

    private @Nullable House house;
    private String ca = "";

    @BeforeAll
    void openHouse() {
        StartCommand command = new StartCommand();
        command.data.folder = folder.resolve("data");
        command.listen.listen = "127.0.0.1:0";
        command.edge.edges = "127.0.0.1:0";
        command.roles = List.of(StartCommand.Role.CONTROL);
        House opened = House.open(command, new Announcement(new PrintWriter(new StringWriter()), false));
        house = opened;
        String token = DataFolder.read(DataFolder.open(command.data.folder).ownerToken())
                .orElseThrow();
        Caller owner = Caller.nobody(opened.base() + "/client/v4").bearer(token);
        String account = owner.get("/accounts").result().at("/0/id").textValue();
        JsonNode made = owner.post("/accounts/" + account + "/access/gateway_ca", Map.of())
                .result(201);
        ca = made.path("id").textValue();
    }

    @AfterAll
    void closeHouse() {
        Objects.requireNonNull(house).close();
    }

    /** How a command ended, and what it printed. */
    private record Ended(int exit, String out, String err) {}

    private static Ended run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = line.execute(arguments);
        return new Ended(exit, out.toString(), err.toString());
    }

    private Ended krl(Path file) {
        return run("krl", "--ca", ca, "--url", base(), "-o", file.toString());
    }

    private String base() {
        return Objects.requireNonNull(house).base();
    }

    @Test
    void aServersListIsFetchedAndKept() throws IOException {
        Path file = Files.createTempDirectory(folder, "krl").resolve("revoked.krl");
        Ended first = krl(file);
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out()).isEqualTo(file + " is new\n");
        assertThat(new SshKeygen(folder).ok("-Q", "-l", "-f", file.toString())).contains("KRL version 0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(krl(file)).isEqualTo(new Ended(0, "", ""));
        try (var all = Files.list(file.getParent())) {
            assertThat(all).hasSize(1);
        }
    }

    @Test
    void aListThatIsOlderThanWhatIsThereIsNotTaken() throws IOException {
        Path file = Files.createTempDirectory(folder, "old").resolve("revoked.krl");
        krl(file);
        byte[] newer = Files.readAllBytes(file);
        ByteBuffer.wrap(newer).putLong(NUMBER_AT, 7);
        Files.write(file, newer);
        Ended ended = krl(file);
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.err()).contains("its list has the number 0, and " + file + " holds number 7");
        assertThat(Files.readAllBytes(file)).isEqualTo(newer);
    }

    @Test
    void whatCannotBeTrustedLeavesTheFile() throws IOException {
        Path file = Files.createTempDirectory(folder, "bad").resolve("revoked.krl");
        Files.writeString(file, "what was there");
        Ended missing = run("krl", "--ca", "0".repeat(48), "--url", base(), "-o", file.toString());
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(missing.err()).contains("there is no revocation list (status 404)");
        Ended clear = run("krl", "--ca", ca, "--url", "http://192.0.2.1:1", "-o", file.toString());
        assertThat(clear.exit()).isEqualTo(1);
        assertThat(clear.err()).contains("(expected: https, because a revocation list is not signed)");
        Ended noId = run("krl", "--ca", "../x", "--url", base(), "-o", file.toString());
        assertThat(noId.err()).contains("--ca: \"../x\" (expected: 48 hex digits, or a gateway CA's UUID)");
        assertThat(Files.readString(file)).isEqualTo("what was there");
    }

    @Test
    void theBlockForSshNamesWhatSshGenMakes() {
        Ended ended = run(
                "ssh-config",
                "--hostname",
                "https://Build.Example.com:8443/",
                "--address",
                "10.0.0.7",
                "--folder",
                "/home/jane/keys",
                "--command",
                "/opt/chancery/chancery");
        assertThat(ended.out()).isEqualTo("""
                        Match host build.example.com exec "/opt/chancery/chancery ssh-gen --hostname build.example.com:8443 --folder /home/jane/keys"
                          HostName 10.0.0.7
                          HostKeyAlias build.example.com
                          IdentityFile /home/jane/keys/build.example.com-8443-key
                          CertificateFile /home/jane/keys/build.example.com-8443-key-cert.pub
                          IdentitiesOnly yes
                        """);
        assertThat(run("ssh-config", "--hostname", "a b").err()).contains("--hostname: a b (expected: a hostname");
    }
}
