package dev.chancery.bench.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.bench.Csrs;
import dev.chancery.bench.data.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One of the 32: issues, revokes and reactivates certificates of its own. */
final class Writer implements Worker.Step {

    private final List<String> csrs;
    private final SplittableRandom random;
    private final List<Entry> issued = new ArrayList<>();

    Writer(List<String> csrs, SplittableRandom random) {
        this.csrs = csrs;
        this.random = random;
    }

    /** Returns the certificates this writer was given; read it only once the writer has ended. */
    List<Entry> issued() {
        return issued;
    }

    @Override
    public void take(V4 v4) throws IOException {
        int dice = random.nextInt(100);
        if (dice < 65 || issued.isEmpty()) {
            issue(v4);
            return;
        }
        Entry entry = issued.get(random.nextInt(issued.size()));
        boolean active = entry.acknowledged() == Status.ACTIVE;
        change(v4, entry, active ? Entry.Change.REVOKE : Entry.Change.REACTIVATE);
    }

    private void issue(V4 v4) throws IOException {
        String csr = csrs.get(random.nextInt(csrs.size()));
        JsonNode result = v4.ask("POST", "", Csrs.creation(csr)).path("result");
        issued.add(new Entry(
                result.path("id").asText(),
                result.path("serial_number").asText(),
                hash(result.path("certificate").asText()),
                Status.ofWord(result.path("status").asText())));
    }

    private static void change(V4 v4, Entry entry, Entry.Change change) throws IOException {
        entry.ask(change);
        JsonNode answer = change == Entry.Change.REVOKE
                ? v4.ask("DELETE", "/" + entry.id(), "")
                : v4.ask("PATCH", "/" + entry.id(), "{\"reactivate\":true}");
        Status status = Status.ofWord(answer.path("result").path("status").asText());
        Set<Status> asked = change == Entry.Change.REVOKE
                ? Set.of(Status.PENDING_REVOCATION, Status.REVOKED)
                : Set.of(Status.PENDING_REACTIVATION, Status.ACTIVE);
        if (!asked.contains(status)) {
            throw new V4.UnexpectedAnswer(change + " of " + entry.id() + " was answered " + status.word());
        }
        entry.acknowledge(status);
    }

    /** Returns a certificate's SHA-256, to tell it from any other. */
    static String hash(String pem) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(pem.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException cause) {
            throw new IllegalStateException("every JDK has SHA-256", cause);
        }
    }
}
