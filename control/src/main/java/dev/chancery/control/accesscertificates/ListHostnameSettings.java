package dev.chancery.control.accesscertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.publishing.Published;
import java.util.List;

/** Lists the hostname settings a view sees, in the order they were given. Refuses nothing. */
public final class ListHostnameSettings {
    private final Database database;
    private final HostnameSettingStore store = new HostnameSettingStore();

    public ListHostnameSettings(Database database) {
        this.database = database;
    }

    /** All of them. */
    public List<HostnameSetting> list(View view) {
        return database.read(tx -> store.list(tx, view.account()).stream()
                .filter(Published::listed)
                .filter(row -> view.sees(row.what().zone()))
                .map(HostnameSetting::of)
                .toList());
    }
}
