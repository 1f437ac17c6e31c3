package dev.chancery.bench.convergence;

import dev.chancery.bench.convergence.History.Said;
import dev.chancery.bench.convergence.History.Span;
import dev.chancery.bench.server.Processes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * Revokes and reactivates one certificate at random, reads its status until each change has ended, and now and then changes its mind
 * while one is pending. It notes in the history when the API said what, and sees to it that no pending state lasts.
 */
final class Changer implements Runnable {

    /** How much longer than a pending state may last it is waited for, so that one schedule shows all of them. */
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(48);

    private static final long LOOK_MILLIS = 15;
    /** A transaction that was under way when control was killed has ended by then, one way or the other. */
    private static final long AFTER_A_BREAK_MILLIS = 300;

    private final Api api;
    private final String path;
    private final Identity identity;
    private final History history;
    private final LongSupplier controlSince;
    private final LongSupplier restorations;
    private final Duration mostPending;
    private final SplittableRandom random;
    private final List<String> violations = new ArrayList<>();
    private volatile boolean over;
    private Said wanted = Said.ACTIVE;
    private boolean known;
    private long restored;
    private long from;
    private long ended;
    private long longest;

    /**
     * @param path of the certificate in the API
     * @param controlSince since when, in the history's time, some replica of control has been up without a break
     * @param restorations how often a backup of control was put back
     * @param mostPending how long a pending state may last
     */
    Changer(
            Api api,
            String path,
            Identity identity,
            History history,
            LongSupplier controlSince,
            LongSupplier restorations,
            Duration mostPending,
            SplittableRandom random) {
        this.api = api;
        this.path = path;
        this.identity = identity;
        this.history = history;
        this.controlSince = controlSince;
        this.restorations = restorations;
        this.mostPending = mostPending;
        this.random = random;
    }

    @Override
    public void run() {
        try {
            begin();
            while (!over && violations.isEmpty()) {
                Processes.pause(random.nextLong(100, 1_500));
                if (restored != restorations.getAsLong()) {
                    afterABackup();
                    continue;
                }
                String status = change(wanted == Said.ACTIVE ? Said.REVOKED : Said.ACTIVE);
                if (random.nextInt(6) > 0 || over) {
                    settle(status, history.now());
                }
            }
            if (!known && violations.isEmpty()) {
                settle(read(), history.now());
            }
        } catch (IllegalStateException unexpected) {
            violations.add(String.valueOf(unexpected.getMessage()));
        }
        forget();
    }

    /**
     * What was not read as ended when a backup was put back is as the backup has it, or as the edges had heard it; what was read as
     * revoked must be revoked still, and is held to it from when that was read.
     */
    private void afterABackup() {
        if (known && wanted == Said.REVOKED) {
            restored = restorations.getAsLong();
            String status = read();
            if (!status.equals("revoked") && !status.equals("pending_revocation")) {
                violations.add("un-revoked by a backup: certificate %d was %s (at %.3f s)"
                        .formatted(identity.number(), status, history.now() / 1e9));
            }
            return;
        }
        forget();
        begin();
    }

    /** Takes the certificate as the schedule before left it. */
    private void begin() {
        String status;
        do {
            restored = restorations.getAsLong();
            status = read();
        } while (restored != restorations.getAsLong());
        wanted = status.equals("revoked") || status.equals("pending_revocation") ? Said.REVOKED : Said.ACTIVE;
        settle(status, history.now());
    }

    /** Changes nothing more; what is pending is waited for. */
    void stop() {
        over = true;
    }

    /** Asks for a change, again where control broke off before it was made, and returns the status after it. */
    private String change(Said to) {
        forget();
        wanted = to;
        while (true) {
            try {
                return to == Said.REVOKED ? ask("DELETE", "") : ask("PATCH", "{\"reactivate\":true}");
            } catch (IOException broken) {
                Processes.pause(AFTER_A_BREAK_MILLIS);
                String status = read();
                if (status.equals(end()) || status.equals(pending())) {
                    return status;
                }
            }
        }
    }

    /** What the API said before holds no longer, as far as this client knows. */
    private void forget() {
        if (known) {
            history.said(new Span(identity.number(), wanted, from, history.now()));
        }
        known = false;
    }

    private void settle(String answered, long asked) {
        String status = answered;
        while (!status.equals(end())) {
            if (restored != restorations.getAsLong()) {
                begin();
                return;
            }
            long waited = history.now() - Math.max(asked, controlSince.getAsLong());
            if (waited > mostPending.toNanos() && violations.isEmpty()) {
                violations.add("pending for too long: certificate %d was %s for %.1f s (at %.3f s)"
                        .formatted(identity.number(), status, waited / 1e9, history.now() / 1e9));
            }
            if (waited > giveUp().toNanos()) {
                return;
            }
            Processes.pause(LOOK_MILLIS);
            status = read();
        }
        from = history.now();
        known = true;
        ended += answered.equals(pending()) ? 1 : 0;
        longest = Math.max(longest, from - Math.max(asked, controlSince.getAsLong()));
    }

    private Duration giveUp() {
        return mostPending.plus(GIVE_UP_AFTER);
    }

    private String end() {
        return wanted == Said.REVOKED ? "revoked" : "active";
    }

    private String pending() {
        return wanted == Said.REVOKED ? "pending_revocation" : "pending_reactivation";
    }

    private String ask(String method, String body) throws IOException {
        return api.ask(random.nextInt(8), method, path, body).path("status").asText();
    }

    /** Reads the status, from whichever replica is up. */
    private String read() {
        long since = history.now();
        while (history.now() - since < giveUp().toNanos()) {
            try {
                return ask("GET", "");
            } catch (IOException down) {
                Processes.pause(LOOK_MILLIS);
            }
        }
        throw new IllegalStateException("control did not come back");
    }

    /** Returns what went wrong; read it only once this has ended. */
    List<String> violations() {
        return violations;
    }

    /** Returns how many pending states ended. */
    long ended() {
        return ended;
    }

    /**
     * Returns how long the longest of them took, in nanoseconds: from the answer to the change, or from when control was up again if
     * that was later, until its end was read.
     */
    long longest() {
        return longest;
    }
}
