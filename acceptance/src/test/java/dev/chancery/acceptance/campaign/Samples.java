package dev.chancery.acceptance.campaign;

import java.util.Map;

/** What the samples have in common. */
final class Samples {

    /** What makes a process that lives for seconds start soonest. */
    static final Map<String, String> SHORT_LIVED = Map.of(
            "CHANCERY_BUILD", "never", "CHANCERY_AOT", "off", "CHANCERY_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx512m");

    private Samples() {}
}
