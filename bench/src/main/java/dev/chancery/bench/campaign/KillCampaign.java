package dev.chancery.bench.campaign;

import dev.chancery.bench.Csrs;
import dev.chancery.bench.data.Store;
import dev.chancery.bench.server.Processes;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills the product (SIGKILL) at random instants while 32 writers issue, revoke and reactivate and others replace whole lists,
 * starts it again on the same data and looks: every acknowledged certificate is there, as acknowledged or in the status that
 * follows; no serial twice; the counts of the API equal the rows; what was replaced is whole. One kill in ten hits the product
 * while it starts.
 */
public final class KillCampaign {

    private static final int WRITERS = 32;
    /** So many things of each kind are changed beside the writers, each in an account of its own. */
    private static final int PLACES = 4;
    /** Every so many kills everything acknowledged is looked at again … */
    private static final int KILLS_TO_WHOLE = 50;
    /** … and after each kill, beside what is new, so many drawn from what is old. */
    private static final int DRAWN = 100;

    /** Kills come after 1 to that many answers … */
    private static final int MOST_ANSWERS = 600;
    /** … and up to that much later, so that they fall between answers too. */
    private static final int MOST_MILLIS = 30;

    private final Plan plan;
    private final Path folder;
    private final Ledger ledger;
    private final Tally tally;
    private final List<String> csrs;
    private final List<Promise> promises = new ArrayList<>();
    private int answers;

    private KillCampaign(Plan plan, Path folder) throws IOException {
        this.plan = plan;
        this.folder = folder;
        this.ledger = Ledger.open(folder.resolve("ledger.csv"));
        this.tally = Tally.open(folder.resolve("tally.csv"));
        this.csrs = Csrs.make(WRITERS);
    }

    /**
     * What to do.
     *
     * @param product how to start the product
     * @param database the address for {@code --database}, or an empty string for SQLite
     * @param seed decides the instants and what the writers ask for
     * @param kills how many kills in all, those of earlier runs on the same folder counted
     * @param budget after which no further kill is begun
     */
    public record Plan(Product.Plan product, String database, long seed, int kills, Duration budget) {}

    /**
     * How far it came.
     *
     * @param kills how many kills were looked into so far
     * @param certificates how many certificates were acknowledged so far
     * @param others what else was changed, and how often a kill fell on it, in words
     * @param fair whether some kill found each kind of change under way
     * @param violations what was found wrong; the campaign stops at the first kill that shows any
     */
    public record Outcome(int kills, int certificates, String others, boolean fair, List<String> violations) {

        /** The list is copied. */
        public Outcome {
            violations = List.copyOf(violations);
        }
    }

    /** Goes on with the campaign in the plan's folder until it is done, its time is over or something is wrong. */
    public static Outcome run(Plan plan) throws IOException, SQLException {
        Path folder = Files.createDirectories(plan.product().folder());
        Path underWay = folder.resolve("under-way");
        KillCampaign campaign = new KillCampaign(plan, folder);
        boolean adopt = Files.exists(underWay);
        Files.writeString(underWay, "A run that ends by itself removes this file.");
        Outcome outcome = campaign.run(adopt);
        if (outcome.violations().isEmpty()) {
            Files.delete(underWay);
        }
        return outcome;
    }

    private Outcome run(boolean adoptFirst) throws IOException, SQLException {
        long end = System.nanoTime() + plan.budget().toNanos();
        boolean adopt = adoptFirst;
        List<String> violations = List.of();
        Product product = Product.start(plan.product());
        try {
            promise(product);
            while (violations.isEmpty() && ledger.kills() < plan.kills() && System.nanoTime() < end) {
                int kill = ledger.kills() + 1;
                SplittableRandom random = new SplittableRandom(plan.seed() * 1_000_003 + kill);
                Assault assault = new Assault(random.nextInt(1, MOST_ANSWERS));
                List<Writer> writers = writers(random);
                List<Worker> workers = workers(product, writers, assault);
                killUnderLoad(product, workers, random, assault);
                if (random.nextInt(10) == 0) {
                    killWhileStarting(random);
                }
                product = Product.start(plan.product());
                violations = inspect(product, new Answered(writers, workers), kill, random, adopt);
                adopt = false;
            }
        } finally {
            product.close();
        }
        return new Outcome(ledger.kills(), ledger.entries().size(), tally.toString(), tally.isFair(), violations);
    }

    private void promise(Product product) throws IOException {
        for (Place place : Place.of(product, PLACES)) {
            promises.add(ReplacedList.ofManagedCa(place));
            promises.add(ReplacedList.ofAccess(place));
            promises.add(new RotatedSet(place));
        }
        try (V4 v4 = new V4(product)) {
            for (Promise promise : promises) {
                promise.adopt(v4);
            }
        }
    }

    private List<Writer> writers(SplittableRandom random) {
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new Writer(csrs, random.split()));
        }
        return writers;
    }

    private List<Worker> workers(Product product, List<Writer> writers, Assault assault) {
        return Stream.concat(writers.stream(), promises.stream().map(promise -> (Worker.Step) promise::step))
                .map(step -> new Worker(product, assault, step))
                .toList();
    }

    private static void killUnderLoad(Product product, List<Worker> workers, SplittableRandom random, Assault assault) {
        List<Thread> threads = workers.stream()
                .map(worker -> Thread.ofPlatform().start(worker))
                .toList();
        assault.await();
        Processes.pause(random.nextLong(MOST_MILLIS));
        assault.kill();
        product.kill();
        for (Thread thread : threads) {
            await(thread);
        }
    }

    private void killWhileStarting(SplittableRandom random) throws IOException {
        Process starting = Product.launch(plan.product());
        try {
            starting.waitFor(random.nextLong(50, 1500), TimeUnit.MILLISECONDS);
        } catch (InterruptedException cause) {
            throw interrupted(cause);
        }
        Processes.await(starting.destroyForcibly());
    }

    private List<String> inspect(Product product, Answered answered, int kill, SplittableRandom random, boolean adopt)
            throws IOException, SQLException {
        Inspection inspection = new Inspection(product, store());
        int before = ledger.entries().size();
        for (Worker worker : answered.workers()) {
            inspection.violations().addAll(worker.complaints());
            answers += worker.answers();
        }
        for (int i = 0; i < promises.size(); i++) {
            tally.acknowledged(
                    promises.get(i).kind(), answered.workers().get(WRITERS + i).answers());
        }
        answered.writers().forEach(writer -> ledger.add(writer.issued()));
        inspection.promises(promises, tally);
        List<Entry> all = ledger.entries();
        boolean whole = adopt || kill == plan.kills() || kill % KILLS_TO_WHOLE == 0;
        inspection.certificates(whole ? all : newAndDrawn(all, before, random), adopt);
        for (String serial : ledger.repeatedSerials()) {
            inspection.violations().add("acknowledged twice: serial " + serial);
        }
        // At each kill, each writer can have had one certificate made that it never heard of. A run that was itself
        // killed knows nothing of what it was answered last.
        long atMost = adopt ? Long.MAX_VALUE : all.size() + (long) WRITERS * (kill + 1) + unheard();
        inspection.counts(all.size(), atMost, whole);
        tally.save();
        ledger.close(kill);
        if (adopt) {
            noteUnheard(all.size());
        }
        System.out.printf(
                "kill %3d   %,8d answers   %,8d certificates acknowledged   up in %.1f s   %s%n",
                kill,
                answers,
                all.size(),
                product.untilReady().toMillis() / 1e3,
                inspection.violations().isEmpty() ? "all there" : inspection.violations());
        return inspection.violations();
    }

    /** The writers of one kill, and everybody who worked: as writers, then for the promises, in their order. */
    private record Answered(List<Writer> writers, List<Worker> workers) {}

    private static List<Entry> newAndDrawn(List<Entry> all, int before, SplittableRandom random) {
        List<Entry> looked = new ArrayList<>(all.subList(before, all.size()));
        for (int i = 0; i < DRAWN && before > 0; i++) {
            looked.add(all.get(random.nextInt(before)));
        }
        return looked;
    }

    /** After an adopted start: how many rows nobody remembers. */
    private long unheard() throws IOException {
        Path file = folder.resolve("unheard");
        return Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
    }

    private void noteUnheard(long known) throws IOException, SQLException {
        long rows = store().number("select count(*) from client_certificate");
        Files.writeString(folder.resolve("unheard"), Long.toString(rows - known));
    }

    private Store store() throws IOException {
        return plan.database().isEmpty() ? Store.sqlite(folder.resolve("data")) : Store.postgresql(plan.database());
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException cause) {
            throw interrupted(cause);
        }
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", cause);
    }
}
