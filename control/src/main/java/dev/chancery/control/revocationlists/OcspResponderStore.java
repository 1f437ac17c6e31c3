package dev.chancery.control.revocationlists;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of OCSP responders. */
final class OcspResponderStore {
    Optional<OcspResponder> find(Tx tx, UUID authority) {
        return tx.sql(
                        "select authority_id, account_id, family, url, created_on, failure, failed_on from uploaded_ocsp_responder"
                                + " where authority_id = ?")
                .uuid(authority)
                .first(OcspResponderStore::read);
    }

    /** Whether any CA has one. */
    boolean any(Tx tx) {
        return tx.sql("select 1 from uploaded_ocsp_responder limit 1")
                .first(row -> true)
                .orElse(false);
    }

    void put(Tx tx, OcspResponder responder) {
        @Nullable URI url = responder.url();
        tx.sql(
                        "insert into uploaded_ocsp_responder (authority_id, account_id, family, url, created_on) values (?, ?, ?, ?, ?)"
                                + " on conflict (authority_id) do update set url = excluded.url,"
                                + " created_on = excluded.created_on, failure = null, failed_on = null")
                .uuid(responder.authority())
                .text(responder.account().hex())
                .text(responder.family())
                .text(url == null ? null : url.toString())
                .instant(responder.createdOn())
                .run();
    }

    /** Notes that a question brought no answer, unless the responder was forgotten meanwhile. */
    void failed(Tx tx, UUID authority, String failure, Instant on) {
        tx.sql("update uploaded_ocsp_responder set failure = ?, failed_on = ? where authority_id = ?")
                .text(failure)
                .instant(on)
                .uuid(authority)
                .run();
    }

    private static OcspResponder read(Row row) {
        @Nullable String url = row.textOrNull(4);
        return new OcspResponder(
                row.uuid(1),
                new AccountId(row.text(2)),
                row.text(3),
                url == null ? null : URI.create(url),
                row.instant(5),
                row.textOrNull(6),
                row.instantOrNull(7));
    }
}
