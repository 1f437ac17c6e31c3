package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.publishing.ApplicationPolicies;
import dev.chancery.control.publishing.IdentityProviderId;
import dev.chancery.control.refusal.Fault;
import java.util.List;
import java.util.Optional;

/**
 * What a caller wants an application to be, read and checked as far as the body alone allows.
 *
 * @param type empty if it was missing or not one we keep, which is among the faults
 * @param name empty if none was sent
 * @param domain as it was sent, or the first place that was; empty where there is none
 * @param places what it protects, no place twice
 * @param providers the identity providers its users may choose from
 * @param members everything else
 * @param policies empty if none were sent, which leaves them as they are
 * @param faults what is wrong with the body, to be told together with what the look-ups find
 */
record ApplicationDraft(
        Optional<ApplicationType> type,
        String name,
        String domain,
        List<Placed<Location>> places,
        List<Placed<IdentityProviderId>> providers,
        ObjectNode members,
        Optional<ApplicationPolicies.Selection> policies,
        List<Fault> faults) {
    /**
     * A value and where it stood.
     *
     * @param pointer a JSON pointer into the body
     */
    record Placed<T>(T value, String pointer) {}

    ApplicationDraft {
        places = List.copyOf(places);
        providers = List.copyOf(providers);
        faults = List.copyOf(faults);
    }
}
