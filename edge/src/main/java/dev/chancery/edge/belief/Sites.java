package dev.chancery.edge.belief;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table from hostname to site. Immutable; safe for any number of readers. */
public final class Sites {
    /** No hostname at all. */
    public static final Sites NONE = new Sites(Map.of());

    private final Map<String, Site> byHostname;

    private Sites(Map<String, Site> byHostname) {
        this.byHostname = byHostname;
    }

    /** The table of these; the last of two with the same hostname counts. */
    public static Sites of(Collection<Site> sites) {
        Map<String, Site> table = HashMap.newHashMap(sites.size());
        for (Site site : sites) {
            table.put(site.hostname(), site);
        }
        return new Sites(table);
    }

    /** The site of a hostname in lower case, or null. */
    public @Nullable Site find(String hostname) {
        return byHostname.get(hostname);
    }

    /** Every site, in no order. */
    public Collection<Site> all() {
        return byHostname.values();
    }
}
