package dev.chancery.control.publishing;

import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.trust.Hostname;

/** Reads the hostname a path names. */
public final class ZoneHostname {
    private ZoneHostname() {}

    /**
     * @param text as it stands in the path
     * @throws Refusal if it is no hostname (1480) or does not lie in the zone (1481)
     */
    public static Hostname read(String text, String zoneName) {
        try {
            Hostname hostname = Hostname.parse(text);
            if (!hostname.liesIn(zoneName)) {
                throw ErrorCode.HOSTNAME_OUTSIDE_ZONE.refusal(
                        "hostname: %s (expected: %s or a name below it)".formatted(Excerpt.of(text), zoneName));
            }
            return hostname;
        } catch (Hostname.Malformed e) {
            throw ErrorCode.HOSTNAME_INVALID.refusal("hostname: %s (expected: a fully qualified domain name; %s)"
                    .formatted(Excerpt.of(text), e.reason()));
        }
    }
}
