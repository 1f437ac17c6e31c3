package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.Change;
import dev.chancery.trust.EntryKey;
import dev.chancery.trust.TrustEntry;
import java.util.List;
import java.util.Optional;

/** Which uploaded CAs have an OCSP responder that is asked about their certificates. */
public final class UploadedResponders {
    private UploadedResponders() {}

    /** What edges are told of a CA that has one; empty if it has none. */
    public static Optional<TrustEntry.Responder> entry(Tx tx, AuthorityId authority) {
        return tx.sql("select 1 from uploaded_ocsp_responder where authority_id = ?")
                .uuid(authority.uuid())
                .first(row -> new TrustEntry.Responder(authority));
    }

    /** Forgets a CA's responder and what it said. */
    public static void forget(Tx tx, AuthorityId authority) {
        tx.sql("delete from uploaded_ocsp_answer where authority_id = ?")
                .uuid(authority.uuid())
                .run();
        tx.sql("delete from uploaded_ocsp_responder where authority_id = ?")
                .uuid(authority.uuid())
                .run();
    }

    /** Forgets everything every responder said, and tells what edges have to forget for it: all of it is asked anew. */
    public static List<Change> forgetAnswers(Tx tx) {
        tx.sql("delete from uploaded_ocsp_answer").run();
        return TrustLog.find(tx, TrustLog.keys(tx, EntryKey.Kind.OCSP_ANSWER, "")).values().stream()
                .map(Change::take)
                .toList();
    }
}
