package dev.chancery.control.revocationlists;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Sql;
import dev.chancery.control.db.Tx;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.FromEdge;
import dev.chancery.trust.TrustEntry;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table of what OCSP responders said. */
final class OcspAnswerStore {
    private static final String COLUMNS = "select authority_id, certificate, client, status, this_update, next_update,"
            + " wanted_on from uploaded_ocsp_answer";

    /**
     * An answer.
     *
     * @param certificate the one it is about
     * @param client the fingerprint of the leaf that came with it
     * @param wantedOn when a client came with it last
     */
    record Kept(TrustEntry.OcspAnswer answer, Certificate certificate, String client, Instant wantedOn) {}

    Optional<Kept> find(Tx tx, AuthorityId authority, BigInteger serial) {
        return tx.sql(COLUMNS + " where authority_id = ? and serial = ?")
                .uuid(authority.uuid())
                .text(serial.toString(16))
                .first(OcspAnswerStore::read);
    }

    List<Kept> list(Tx tx, AuthorityId authority) {
        return tx.sql(COLUMNS + " where authority_id = ?")
                .uuid(authority.uuid())
                .list(OcspAnswerStore::read);
    }

    /** At most so many that are to be asked for again, those that waited longest first. */
    List<Kept> due(Tx tx, Instant now, int most) {
        return tx.sql(COLUMNS + " where next_ask_on <= ? order by next_ask_on limit ?")
                .instant(now)
                .number(most)
                .list(OcspAnswerStore::read);
    }

    long count(Tx tx, AuthorityId authority) {
        return tx.sql("select count(*) from uploaded_ocsp_answer where authority_id = ?")
                .uuid(authority.uuid())
                .first(row -> row.number(1))
                .orElse(0L);
    }

    /** Keeps an answer in the place of the one before. */
    void put(Tx tx, Kept kept, Instant nextAskOn) {
        TrustEntry.OcspAnswer answer = kept.answer();
        tx.sql(
                        "insert into uploaded_ocsp_answer (authority_id, serial, certificate, client, status, this_update, next_update,"
                                + " next_ask_on, wanted_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                + " on conflict (authority_id, serial) do update set status = excluded.status,"
                                + " this_update = excluded.this_update, next_update = excluded.next_update,"
                                + " next_ask_on = excluded.next_ask_on")
                .uuid(answer.authority().uuid())
                .text(answer.serial().toString(16))
                .bytes(kept.certificate().der().toByteArray())
                .text(kept.client())
                .text(answer.status().name().toLowerCase(Locale.ROOT))
                .instant(answer.thisUpdate())
                .instant(answer.nextUpdate())
                .instant(nextAskOn)
                .instant(kept.wantedOn())
                .run();
    }

    /** Has an answer asked for again later. */
    void askOn(Tx tx, TrustEntry.OcspAnswer answer, Instant nextAskOn) {
        tx.sql("update uploaded_ocsp_answer set next_ask_on = ? where authority_id = ? and serial = ?")
                .instant(nextAskOn)
                .uuid(answer.authority().uuid())
                .text(answer.serial().toString(16))
                .run();
    }

    /** Notes that clients are still there. */
    void wanted(Tx tx, List<FromEdge.Sighting> clients) {
        Sql update = tx.sql("update uploaded_ocsp_answer set wanted_on = ? where client = ?");
        for (FromEdge.Sighting client : clients) {
            update.instant(client.lastSeen())
                    .text(client.chain().getFirst().sha256Hex())
                    .add();
        }
        update.runBatch();
    }

    void forget(Tx tx, TrustEntry.OcspAnswer answer) {
        tx.sql("delete from uploaded_ocsp_answer where authority_id = ? and serial = ?")
                .uuid(answer.authority().uuid())
                .text(answer.serial().toString(16))
                .run();
    }

    private static Kept read(Row row) {
        try {
            Certificate certificate = Certificate.parse(Der.of(row.bytes(2)));
            return new Kept(
                    new TrustEntry.OcspAnswer(
                            new AuthorityId(row.uuid(1)),
                            certificate.serial(),
                            TrustEntry.OcspStatus.valueOf(row.text(4).toUpperCase(Locale.ROOT)),
                            row.instant(5),
                            row.instant(6)),
                    certificate,
                    row.text(3),
                    row.instant(7));
        } catch (DerException e) {
            throw new DatabaseException("a certificate an OCSP responder was asked about is damaged", e);
        }
    }
}
