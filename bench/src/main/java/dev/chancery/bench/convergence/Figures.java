package dev.chancery.bench.convergence;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a campaign counted so far, kept in a file so that it can go on later.
 *
 * @param schedules how many schedules were run to their end
 * @param faults how many faults they had
 * @param requests how many requests were sent
 * @param accepted how many of these reached the origin
 * @param afterRevoked how many were sent after {@code revoked} was read
 * @param forbidden how many of these were answered 403
 * @param leaseless how many of these were answered 503
 * @param refusedThoughActive how many were answered 403 although {@code active} had been read
 * @param ended how many pending states ended
 * @param longestMillis how long the longest of these took, counted anew where control had been down
 */
public record Figures(
        long schedules,
        long faults,
        long requests,
        long accepted,
        long afterRevoked,
        long forbidden,
        long leaseless,
        long refusedThoughActive,
        long ended,
        long longestMillis) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    Figures plus(Schedule.Result result, int more) {
        return new Figures(
                schedules + 1,
                faults + more,
                requests,
                accepted,
                afterRevoked,
                forbidden,
                leaseless,
                refusedThoughActive,
                ended + result.ended(),
                Math.max(longestMillis, result.longest() / 1_000_000));
    }

    Figures plus(AfterRevoked.Verdict verdict) {
        return new Figures(
                schedules,
                faults,
                requests + verdict.requests(),
                accepted + verdict.accepted(),
                afterRevoked + verdict.afterRevoked(),
                forbidden + verdict.forbidden(),
                leaseless + verdict.leaseless(),
                refusedThoughActive + verdict.refusedThoughActive(),
                ended,
                longestMillis);
    }

    static Figures read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return NONE;
        }
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return new Figures(
                number(values, "schedules"),
                number(values, "faults"),
                number(values, "requests"),
                number(values, "accepted"),
                number(values, "afterRevoked"),
                number(values, "forbidden"),
                number(values, "leaseless"),
                number(values, "refusedThoughActive"),
                number(values, "ended"),
                number(values, "longestMillis"));
    }

    private static long number(Properties values, String name) {
        return Long.parseLong(values.getProperty(name, "0"));
    }

    void write(Path file) throws IOException {
        Properties values = new Properties();
        values.setProperty("schedules", Long.toString(schedules));
        values.setProperty("faults", Long.toString(faults));
        values.setProperty("requests", Long.toString(requests));
        values.setProperty("accepted", Long.toString(accepted));
        values.setProperty("afterRevoked", Long.toString(afterRevoked));
        values.setProperty("forbidden", Long.toString(forbidden));
        values.setProperty("leaseless", Long.toString(leaseless));
        values.setProperty("refusedThoughActive", Long.toString(refusedThoughActive));
        values.setProperty("ended", Long.toString(ended));
        values.setProperty("longestMillis", Long.toString(longestMillis));
        try (Writer writer = Files.newBufferedWriter(file)) {
            values.store(writer, "The convergence campaign so far.");
        }
    }

    /** Says it in words, for the summary. */
    @Override
    public String toString() {
        return ("%,d faults, %,d requests, %,d of them reached the origin; %,d were sent after revoked was read, and none of"
                        + " these did (%,d answered 403, %,d 503, the others nothing); %,d pending states ended, the longest after"
                        + " %.1f s; %,d answered 403 after active was read")
                .formatted(
                        faults,
                        requests,
                        accepted,
                        afterRevoked,
                        forbidden,
                        leaseless,
                        ended,
                        longestMillis / 1e3,
                        refusedThoughActive);
    }
}
