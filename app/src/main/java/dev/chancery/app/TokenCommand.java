package dev.chancery.app;

import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.bootstrap.Bootstrap;
import dev.chancery.control.db.Database;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code chancery token}: the owner's token, without the API. */
@Command(
        name = "token",
        description = "Looks after the owner's API token without the API.",
        mixinStandardHelpOptions = true,
        subcommands = TokenCommand.Reset.class)
final class TokenCommand implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "token: which? (expected: reset)");
    }

    /** {@code chancery token reset}: gives the owner token a new value; the old one stops working. */
    @Command(
            name = "reset",
            description =
                    "Gives the owner's token a new value; the old one stops working. The house must be stopped when it"
                            + " runs on its embedded database.",
            mixinStandardHelpOptions = true)
    static final class Reset implements Runnable {
        @Mixin
        DataOptions dataOptions = new DataOptions();

        @Spec
        CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            DataFolder data = DataFolder.open(dataOptions.folder);
            SecureRandom random = new SecureRandom();
            InstantSource clock = InstantSource.system();
            try (Database database = Databases.open(dataOptions.url(data), random)) {
                // Nobody remembers anything of principals here, so nobody has to forget it.
                String value = new Bootstrap(database, new AuditLog(clock), clock, random, _ -> {})
                        .resetOwnerToken()
                        .reveal();
                new Announcement(spec.commandLine().getOut(), Announcement.onTerminal()).token(data, value);
                EnvFile.replaceToken(data.envFile(), value);
            }
        }
    }
}
