package dev.chancery.control.accessapps;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * The order of the lists of applications and SSH CAs: each entry has an ordinal, given in the order made, and it is counted how
 * many entries of a list lie in each block of 256 ordinals. A page is found past the counted blocks before it and past at most
 * 255 entries of one block, whatever its number; the total is a sum over the blocks.
 */
final class ListedOrder {
    private static final long BLOCK = 256;

    /** The lists, by the words they are stored under. */
    enum Listing {
        ACCOUNT_APPLICATIONS("account_applications"),
        ZONE_APPLICATIONS("zone_applications"),
        ACCOUNT_SSH_CAS("account_ssh_cas"),
        ZONE_SSH_CAS("zone_ssh_cas");

        private final String word;

        Listing(String word) {
            this.word = word;
        }
    }

    /**
     * Where a page starts.
     *
     * @param ordinal the first ordinal of its block
     * @param skip the entries of the block that come before it
     */
    record Start(long ordinal, long skip) {}

    private record Counted(long block, long n) {}

    /** The next ordinal of an account; others that ask wait until this transaction ends. */
    long next(Tx tx, AccountId account) {
        return tx.sql("insert into access_ordinal (account_id, last) values (?, 1) on conflict (account_id)"
                        + " do update set last = access_ordinal.last + 1 returning last")
                .text(account.hex())
                .first(row -> row.number(1))
                .orElseThrow();
    }

    /** An entry appears in a list. */
    void enter(Tx tx, Listing listing, String owner, long ordinal) {
        tx.sql("insert into access_list_block (list, owner_id, block, n) values (?, ?, ?, 1)"
                        + " on conflict (list, owner_id, block) do update set n = access_list_block.n + 1")
                .text(listing.word)
                .text(owner)
                .number(ordinal / BLOCK)
                .run();
    }

    /** An entry leaves a list. */
    void leave(Tx tx, Listing listing, String owner, long ordinal) {
        tx.sql("update access_list_block set n = n - 1 where list = ? and owner_id = ? and block = ?")
                .text(listing.word)
                .text(owner)
                .number(ordinal / BLOCK)
                .run();
    }

    /** How many entries a list has. */
    long total(Tx tx, Listing listing, String owner) {
        return counted(tx, listing, owner).stream().mapToLong(Counted::n).sum();
    }

    /** Where the entries after the first so many start; empty past the last. */
    Optional<Start> start(Tx tx, Listing listing, String owner, long offset) {
        long left = offset;
        for (Counted block : counted(tx, listing, owner)) {
            if (left < block.n) {
                return Optional.of(new Start(block.block * BLOCK, left));
            }
            left -= block.n;
        }
        return Optional.empty();
    }

    private static List<Counted> counted(Tx tx, Listing listing, String owner) {
        return tx.sql("select block, n from access_list_block where list = ? and owner_id = ? order by block")
                .text(listing.word)
                .text(owner)
                .list(row -> new Counted(row.number(1), row.number(2)));
    }
}
