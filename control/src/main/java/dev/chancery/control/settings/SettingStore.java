package dev.chancery.control.settings;

import dev.chancery.control.db.Tx;
import java.util.Optional;
import java.util.OptionalLong;

/** The table of settings. Keys are constants of whoever owns the fact, in dotted lower case. */
public final class SettingStore {
    /** The value of a key. */
    public Optional<String> get(Tx tx, String key) {
        return tx.sql("select value from setting where key = ?").text(key).first(row -> row.text(1));
    }

    /** Sets a key, whatever it was. */
    public void put(Tx tx, String key, String value) {
        tx.sql("insert into setting (key, value) values (?, ?) on conflict (key) do update set value = excluded.value")
                .text(key)
                .text(value)
                .run();
    }

    /**
     * Sets a key that is not there yet. Of several replicas that claim a key at once, one succeeds; the others wait for
     * its commit.
     *
     * @return whether it was set now
     */
    public boolean claim(Tx tx, String key, String value) {
        return tx.sql("insert into setting (key, value) values (?, ?) on conflict do nothing")
                        .text(key)
                        .text(value)
                        .run()
                == 1;
    }

    /** Removes a key. */
    public void remove(Tx tx, String key) {
        tx.sql("delete from setting where key = ?").text(key).run();
    }

    /**
     * How many a quota allows.
     *
     * @return the limit; empty where none is set, which means unlimited
     * @throws NumberFormatException if the row holds anything but a decimal number
     */
    public OptionalLong limit(Tx tx, Quota quota) {
        return get(tx, quota.key()).stream().mapToLong(Long::parseLong).findFirst();
    }
}
