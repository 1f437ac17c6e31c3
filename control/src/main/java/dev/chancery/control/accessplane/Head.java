package dev.chancery.control.accessplane;

import dev.chancery.control.publishing.CurrentBundle;
import dev.chancery.trust.AccessConfig;

/**
 * Applications, policies and revocations as an edge that has heard everything believes them, so that whoever signs people in and
 * whoever lets them through cannot disagree.
 */
public final class Head {
    private final CurrentBundle bundle;

    public Head(CurrentBundle bundle) {
        this.bundle = bundle;
    }

    /** What stands at the head now. */
    public AccessConfig now() {
        return bundle.now().bundle().config().access();
    }
}
