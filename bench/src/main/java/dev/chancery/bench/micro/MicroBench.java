package dev.chancery.bench.micro;

import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code ./dev bench micro}: the steps of one issuance, each by itself, or what a regular expression names. */
public final class MicroBench {

    private MicroBench() {}

    /**
     * Runs the micro-benchmarks.
     *
     * @param arguments at most one: a regular expression over the benchmarks' names
     */
    public static void run(List<String> arguments) throws RunnerException {
        String include = arguments.isEmpty() ? ".*" : arguments.getFirst();
        new Runner(new OptionsBuilder()
                        .include(include)
                        .addProfiler(GCProfiler.class)
                        .jvmArgsAppend(
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dcom.amazon.corretto.crypto.provider.registerEdKeyFactory=true",
                                "-XX:+UseSerialGC")
                        .build())
                .run();
    }
}
