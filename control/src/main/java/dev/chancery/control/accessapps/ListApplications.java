package dev.chancery.control.accessapps;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationPolicies;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists applications in the order they were made. Refuses nothing: what a filter does not match is empty.
 *
 * <p>Without a filter a page costs the same wherever it lies; with one, every application of the path is looked at.
 */
public final class ListApplications {
    private final Database database;
    private final ApplicationPolicies policies;
    private final ApplicationStore store = new ApplicationStore();

    /**
     * Part of a list.
     *
     * @param applications the part
     * @param total how many the filter shows in all
     */
    public record Page(List<ReadApplication.Shown> applications, long total) {
        public Page {
            applications = List.copyOf(applications);
        }
    }

    public ListApplications(Database database, ApplicationPolicies policies) {
        this.database = database;
        this.policies = policies;
    }

    /** At most so many after the first so many. */
    public Page page(AccountOrZoneAccess access, ApplicationFilter filter, long offset, int limit) {
        View view = View.of(access);
        return database.read(tx -> filter.isNone()
                ? new Page(shown(tx, store.list(tx, view, offset, limit)), store.count(tx, view))
                : filtered(tx, view, filter, offset, limit));
    }

    private Page filtered(Tx tx, View view, ApplicationFilter filter, long offset, int limit) {
        List<Application> slice = new ArrayList<>();
        long[] total = {0};
        store.forEach(tx, view, application -> {
            if (filter.shows(application)) {
                if (total[0] >= offset && slice.size() < limit) {
                    slice.add(application);
                }
                total[0]++;
            }
        });
        return new Page(shown(tx, slice), total[0]);
    }

    private List<ReadApplication.Shown> shown(Tx tx, List<Application> applications) {
        return applications.stream()
                .map(application -> ReadApplication.show(tx, application, policies))
                .toList();
    }
}
