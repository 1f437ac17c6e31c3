package dev.chancery.control.preview;

import dev.chancery.control.v4.Rfc3339;
import java.util.List;

/**
 * What a dry run answers.
 *
 * @param seen how many clients were judged, each once per hostname
 * @param refused those that are let in now and would be refused, the last seen first; at most a thousand of them
 * @param refusedCount how many there are
 */
record PreviewJson(
        boolean dryRun, String lineage, long revision, int seen, int refusedCount, List<ClientJson> refused) {
    private static final int MOST_SHOWN = 1_000;

    record ClientJson(String fingerprintSha256, String hostname, String lastSeen, String code, String message) {}

    static PreviewJson of(ShutOut.Preview preview) {
        return new PreviewJson(
                true,
                preview.revision().lineage().hex(),
                preview.revision().number(),
                preview.judged(),
                preview.refused().size(),
                preview.refused().stream()
                        .limit(MOST_SHOWN)
                        .map(client -> new ClientJson(
                                client.seen().fingerprint(),
                                client.seen().hostname().ascii(),
                                Rfc3339.micros(client.seen().lastSeen()),
                                client.why().reason().code(),
                                client.why().sentence()))
                        .toList());
    }
}
