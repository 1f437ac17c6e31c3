package dev.chancery.control.revocationlists;

import dev.chancery.control.db.Row;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The table of sources. */
final class SourceStore {
    private static final String COLUMNS =
            "select authority_id, account_id, family, url, next_fetch_on, failure from crl_source";

    List<Source> list(Tx tx, UUID authority) {
        return tx.sql(COLUMNS + " where authority_id = ? order by url")
                .uuid(authority)
                .list(SourceStore::read);
    }

    /** At most so many that are due, those that waited longest first. */
    List<Source> due(Tx tx, Instant now, int most) {
        return tx.sql(COLUMNS + " where next_fetch_on <= ? order by next_fetch_on limit ?")
                .instant(now)
                .number(most)
                .list(SourceStore::read);
    }

    void put(Tx tx, Source source) {
        tx.sql("insert into crl_source (authority_id, account_id, family, url, next_fetch_on, failure)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict (authority_id, url) do update set"
                        + " next_fetch_on = excluded.next_fetch_on, failure = excluded.failure")
                .uuid(source.authority())
                .text(source.account().hex())
                .text(source.family())
                .text(source.url().toString())
                .instant(source.nextFetchOn())
                .text(source.failure())
                .run();
    }

    /** Notes how a fetch went, unless the source was forgotten meanwhile. */
    void note(Tx tx, Source source) {
        tx.sql("update crl_source set next_fetch_on = ?, failure = ? where authority_id = ? and url = ?")
                .instant(source.nextFetchOn())
                .text(source.failure())
                .uuid(source.authority())
                .text(source.url().toString())
                .run();
    }

    int forget(Tx tx, UUID authority) {
        return tx.sql("delete from crl_source where authority_id = ?")
                .uuid(authority)
                .run();
    }

    private static Source read(Row row) {
        return new Source(
                row.uuid(1),
                new AccountId(row.text(2)),
                row.text(3),
                URI.create(row.text(4)),
                row.instant(5),
                row.textOrNull(6));
    }
}
