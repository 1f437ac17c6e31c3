package dev.chancery.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point. */
@Command(
        name = "chancery",
        description = "A self-hosted certificate platform that speaks the v4 certificate API.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            StartCommand.class,
            EdgeCommand.class,
            TokenCommand.class,
            RecoverCommand.class,
            SshGenCommand.class,
            SshConfigCommand.class,
            KrlCommand.class
        })
public final class Main {
    private Main() {}

    /** Parses the command line, runs the command and exits: 0 done, 1 a failure said in one sentence, 2 bad usage. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (failure instanceof Unusable) {
                        command.getErr().println(failure.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw failure;
                });
    }

    /** The version the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"chancery " + (version == null ? "(not packaged)" : version)};
        }
    }
}
