package dev.chancery.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where a JVM's CPU time goes: the JDK's own flight recorder, switched on for a while from outside, samples its threads by the
 * CPU time they use (JEP 509). Each sample is put down to the topmost frame that is not the JDK's.
 */
public final class CpuProfile {

    private static final String SAMPLE = "jdk.CPUTimeSample";
    private static final String SETTINGS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <configuration version="2.0" label="CPU time"><event name="%s">
              <setting name="enabled">true</setting>
              <setting name="throttle">5ms</setting>
              <setting name="stackTrace">true</setting>
            </event></configuration>
            """.formatted(SAMPLE);
    private static final Pattern NUMBERS = Pattern.compile("[-#]?[0-9]+");
    private static final Pattern OF_THE_JDK = Pattern.compile("(java|javax|jdk|sun|com\\.sun)\\..*");
    private static final Pattern OWNER =
            Pattern.compile("(dev\\.chancery(\\.[a-z0-9]+){1,2}|[a-z0-9]+(\\.[a-z0-9]+){1,2}).*");

    private final long pid;
    private final Path file;

    private CpuProfile(long pid, Path file) {
        this.pid = pid;
        this.file = file;
    }

    /** Begins to sample a process into a file, which stays for {@code jfr view cpu-time-hot-methods}. */
    public static CpuProfile begin(long pid, Path file) throws IOException {
        Files.deleteIfExists(file);
        CpuProfile profile = new CpuProfile(pid, file);
        Path settings = Files.writeString(file.resolveSibling("cpu-time.jfc"), SETTINGS);
        profile.tell("JFR.start", "name=bench", "settings=" + settings);
        return profile;
    }

    /** Ends the sampling and returns the shares of all samples, the largest first, as lines for people. */
    public List<String> end() throws IOException {
        tell("JFR.stop", "name=bench", "filename=" + file);
        Map<String, Integer> samples = new HashMap<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)) {
                    samples.merge(thread(event) + "   " + owner(event), 1, Integer::sum);
                }
            }
        }
        double all = Math.max(
                1, samples.values().stream().mapToInt(Integer::intValue).sum());
        return samples.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(entry -> "%5.1f %%   %s".formatted(100 * entry.getValue() / all, entry.getKey()))
                .toList();
    }

    private void tell(String command, String... arguments) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Processes.run(Stream.concat(Stream.of(jcmd, Long.toString(pid), command), Stream.of(arguments))
                .toList());
    }

    /** Threads that differ in a number only are one. */
    private static String thread(RecordedEvent event) {
        var thread = event.getThread("eventThread");
        String name = thread == null || thread.getJavaName() == null ? "native" : thread.getJavaName();
        return NUMBERS.matcher(name.isEmpty() ? "virtual" : name).replaceAll("");
    }

    private static String owner(RecordedEvent event) {
        if (event.getStackTrace() == null) {
            return "without a stack";
        }
        List<String> methods = event.getStackTrace().getFrames().stream()
                .filter(RecordedFrame::isJavaFrame)
                .map(frame -> frame.getMethod().getType().getName() + "."
                        + frame.getMethod().getName())
                .toList();
        return methods.stream()
                .filter(method -> !OF_THE_JDK.matcher(method).matches())
                .findFirst()
                .map(CpuProfile::shortened)
                .orElseGet(() -> methods.stream().limit(1).collect(Collectors.joining()));
    }

    private static String shortened(String method) {
        // Native libraries hide what they do behind one method; its name says which it is.
        return method.contains("NativeDB") || method.contains("EvpSignature")
                ? method.replaceAll(".*\\.([A-Z])", "$1")
                : OWNER.matcher(method).replaceAll("$1");
    }
}
