package dev.chancery.bench.server;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What OpenSSL says the measured core can do in P-256, in operations a second of the clock, as ours are counted (its own default
 * counts CPU time, which leaves out what the host takes away).
 *
 * @param sign signatures made
 * @param verify signatures verified
 */
public record OpensslSpeed(double sign, double verify) {

    private static final Pattern FIGURES =
            Pattern.compile("nistp256\\)\\s+[0-9.]+s\\s+[0-9.]+s\\s+([0-9.]+)\\s+([0-9.]+)");

    /** Measures for that many seconds each. */
    public static OpensslSpeed measure(int seconds) throws IOException {
        String said = Processes.run(Core.MEASURED.pin(
                List.of("openssl", "speed", "-elapsed", "-seconds", Integer.toString(seconds), "ecdsap256")));
        Matcher figures = FIGURES.matcher(said);
        if (!figures.find()) {
            throw new IOException("openssl speed said nothing of P-256: " + said);
        }
        return new OpensslSpeed(Double.parseDouble(figures.group(1)), Double.parseDouble(figures.group(2)));
    }

    /** Returns how many times a second one signature can be verified and one made. */
    public double bound() {
        return 1 / (1 / sign + 1 / verify);
    }
}
