package dev.chancery.control.accesscertificates;

import dev.chancery.control.accesscertificates.AccountZones.AccountZone;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.ZoneId;

/** The tables of accounts and zones, as far as hostnames are concerned. */
final class AccountZoneStore {
    /** The live zones of an account. */
    AccountZones zones(Tx tx, AccountId account) {
        return AccountZones.of(
                tx.sql("select id, name, china_network from zone where account_id = ? and deleted_on is null")
                        .text(account.hex())
                        .list(row -> new AccountZone(new ZoneId(row.text(1)), row.text(2), row.flag(3))));
    }

    /**
     * Locks an account for the transaction: its settings are replaced one list after the other, its certificates counted.
     *
     * @return whether it is still there
     */
    boolean lockAccount(Tx tx, AccountId account) {
        return LiveRow.ACCOUNT.hold(tx, account.hex());
    }

    /**
     * Locks a zone, which is then not deleted before the transaction commits.
     *
     * @return whether it is still there
     */
    boolean lockZone(Tx tx, ZoneId zone) {
        return LiveRow.ZONE.hold(tx, zone.hex());
    }
}
