package dev.chancery.control.preview;

import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.pki.Der;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.Hostname;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of clients that edges saw. */
final class SeenClientStore {
    /** Notes sightings, each in place of an older one. */
    void put(Tx tx, List<FromEdge.Sighting> sightings) {
        Sql insert = tx.sql("insert into seen_client (fingerprint, hostname, last_seen, chain) values (?, ?, ?, ?)"
                + " on conflict (fingerprint, hostname) do update set last_seen = excluded.last_seen,"
                + " chain = excluded.chain where seen_client.last_seen < excluded.last_seen");
        for (FromEdge.Sighting sighting : sightings) {
            insert.text(sighting.chain().getFirst().sha256Hex())
                    .text(sighting.hostname().ascii())
                    .instant(sighting.lastSeen())
                    .bytes(encoded(sighting.chain()))
                    .add();
        }
        insert.runBatch();
    }

    /** Forgets those last seen before an instant. */
    void forget(Tx tx, Instant before) {
        tx.sql("delete from seen_client where last_seen < ?").instant(before).run();
    }

    /** Forgets all but the newest so many. */
    void keep(Tx tx, int most) {
        tx.sql("delete from seen_client where last_seen <"
                        + " (select last_seen from seen_client order by last_seen desc limit 1 offset ?)")
                .number(most)
                .run();
    }

    /** Those last seen, newest first, whatever the hostname. */
    List<SeenClient> newest(Tx tx, int most) {
        return tx.sql("select fingerprint, hostname, last_seen, chain from seen_client order by last_seen desc limit ?")
                .number(most)
                .list(row ->
                        new SeenClient(row.text(1), new Hostname(row.text(2)), row.instant(3), decoded(row.bytes(4))));
    }

    private static byte[] encoded(List<Der> chain) {
        ByteBuffer out = ByteBuffer.allocate(
                chain.stream().mapToInt(der -> 4 + der.toByteArray().length).sum());
        chain.forEach(der -> out.putInt(der.toByteArray().length).put(der.toByteArray()));
        return out.array();
    }

    private static List<Der> decoded(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        List<Der> chain = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] der = new byte[in.getInt()];
            in.get(der);
            chain.add(Der.of(der));
        }
        return chain;
    }
}
