package dev.chancery.edge.belief;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table from hostname to site. Immutable; safe for any number of readers. */
public final class ServedSites {
    /** No hostname at all. */
    public static final ServedSites NONE = new ServedSites(Map.of());

    private final Map<String, ServedSite> byHostname;

    private ServedSites(Map<String, ServedSite> byHostname) {
        this.byHostname = byHostname;
    }

    /** The table of these; the last of two with the same hostname counts. */
    public static ServedSites of(Collection<ServedSite> sites) {
        Map<String, ServedSite> table = HashMap.newHashMap(sites.size());
        for (ServedSite site : sites) {
            table.put(site.hostname(), site);
        }
        return new ServedSites(table);
    }

    /** The site of a hostname in lower case, or null. */
    public @Nullable ServedSite find(String hostname) {
        return byHostname.get(hostname);
    }

    /** Every site, in no order. */
    public Collection<ServedSite> all() {
        return byHostname.values();
    }
}
