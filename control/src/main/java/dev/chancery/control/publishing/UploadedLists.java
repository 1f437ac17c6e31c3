package dev.chancery.control.publishing;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.pki.Crl;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.trust.AuthorityId;
import dev.chancery.trust.RevokedSerials;
import dev.chancery.trust.TrustEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The revocation lists of uploaded CAs as they were received: one for each place a CA publishes at. */
public final class UploadedLists {
    private UploadedLists() {}

    /**
     * A list that was accepted.
     *
     * @param receivedOn when, in microseconds
     */
    public record Kept(Crl crl, Instant receivedOn) {}

    /** Every list of a CA, by the place it is published at. */
    public static List<Kept> list(Tx tx, AuthorityId authority) {
        return tx.sql("select crl, received_on from uploaded_crl where authority_id = ? order by place")
                .uuid(authority.uuid())
                .list(UploadedLists::kept);
    }

    /** The list of a CA that is published where another one is. */
    public static Optional<Kept> alike(Tx tx, AuthorityId authority, Crl crl) {
        return tx.sql("select crl, received_on from uploaded_crl where authority_id = ? and place = ?")
                .uuid(authority.uuid())
                .text(place(crl))
                .first(UploadedLists::kept);
    }

    /** Keeps a list in the place of the one that is published where it is. */
    public static void keep(Tx tx, AuthorityId authority, Kept list) {
        tx.sql("insert into uploaded_crl (authority_id, place, crl, received_on) values (?, ?, ?, ?)"
                        + " on conflict (authority_id, place) do update set crl = excluded.crl,"
                        + " received_on = excluded.received_on")
                .uuid(authority.uuid())
                .text(place(list.crl()))
                .bytes(list.crl().der().toByteArray())
                .instant(list.receivedOn())
                .run();
    }

    /** Forgets every list of a CA. */
    public static void forget(Tx tx, AuthorityId authority) {
        tx.sql("delete from uploaded_crl where authority_id = ?")
                .uuid(authority.uuid())
                .run();
    }

    /**
     * What edges are told of a CA's lists: all its revocations, as fresh as the list that is to be followed first. Empty if it has
     * none.
     */
    public static Optional<TrustEntry.RevocationList> entry(Tx tx, AuthorityId authority) {
        List<Crl> lists = list(tx, authority).stream().map(Kept::crl).toList();
        return lists.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrustEntry.RevocationList(authority, RevokedSerials.of(lists)));
    }

    /** Where a list says that it is published; empty if it does not say. */
    private static String place(Crl crl) {
        return String.join("\n", crl.publishedAt());
    }

    private static Kept kept(Row row) {
        try {
            return new Kept(Crl.parse(Der.of(row.bytes(1))), row.instant(2));
        } catch (DerException e) {
            throw new DatabaseException("a revocation list is damaged", e);
        }
    }
}
