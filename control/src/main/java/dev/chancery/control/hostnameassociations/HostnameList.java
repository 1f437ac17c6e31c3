package dev.chancery.control.hostnameassociations;

import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Fault;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Reads a caller's list of hostnames: every fault with its place, and each name once, where it stood first. */
final class HostnameList {
    private HostnameList() {}

    /**
     * @throws Refusal with every name that is no hostname (1480) or lies outside the zone (1481)
     */
    static List<Hostname> read(List<String> texts, String zoneName) {
        List<Fault> faults = new ArrayList<>();
        SequencedSet<Hostname> names = new LinkedHashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            String pointer = "/hostnames/" + i;
            String text = texts.get(i);
            try {
                Hostname name = Hostname.parse(text);
                if (name.liesIn(zoneName)) {
                    names.add(name);
                } else {
                    faults.add(ErrorCode.HOSTNAME_OUTSIDE_ZONE.at(
                            pointer,
                            "hostnames/%d: %s (expected: %s or a name below it)"
                                    .formatted(i, Excerpt.of(text), zoneName)));
                }
            } catch (Hostname.Malformed e) {
                faults.add(ErrorCode.HOSTNAME_INVALID.at(
                        pointer,
                        "hostnames/%d: %s (expected: a fully qualified domain name; %s)"
                                .formatted(i, Excerpt.of(text), e.reason())));
            }
        }
        if (!faults.isEmpty()) {
            throw new Refusal(faults);
        }
        return List.copyOf(names);
    }
}
