package dev.chancery.bench;

import dev.chancery.bench.edge.EdgeBench;
import dev.chancery.bench.micro.MicroBench;
import java.util.Arrays;
import java.util.List;

/** {@code ./dev bench NAME}: runs one measurement by its name. */
public final class Bench {

    private static final String NAMES = "cert-sign, edge, issue, list, revoke, settings, ssh, ssh-cas, start or micro";

    private Bench() {}

    /** Runs the measurement named first with the options after it. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.err.println("Which? ./dev bench NAME, where NAME is " + NAMES + ".");
            System.exit(2);
        }
        List<String> options = Arrays.asList(arguments).subList(1, arguments.length);
        try {
            switch (arguments[0]) {
                case "edge" -> EdgeBench.run(options);
                case "cert-sign" -> CertSignBench.run(options);
                case "issue" -> IssueBench.run(options);
                case "list" -> ListBench.run(options);
                case "revoke" -> RevokeBench.run(options);
                case "settings" -> SettingsBench.run(options);
                case "ssh" -> SshBench.run(options);
                case "ssh-cas" -> SshCasBench.run(options);
                case "start" -> StartBench.run(options);
                case "micro" -> MicroBench.run(options);
                default -> throw new IllegalArgumentException(arguments[0] + " (expected " + NAMES + ")");
            }
        } catch (IllegalArgumentException misread) {
            System.err.println(misread.getMessage());
            System.exit(2);
        }
    }
}
