package dev.chancery.bench.campaign;

import java.io.IOException;
import java.util.List;

/**
 * One thing of the product's that is changed over and over by one worker: after any kill it is as it was last acknowledged or as
 * it was last asked to be, and nothing between. It outlives the kills, but not the campaign's own process.
 */
interface Promise {

    /** What kind of change this is. */
    Kind kind();

    /** Finds or makes the thing, and takes what it shows as acknowledged. */
    void adopt(V4 v4) throws IOException;

    /** Changes it once. */
    void step(V4 v4) throws IOException;

    /** Looks at it after a restart, while nobody writes; from then on what it shows is what was acknowledged. */
    Seen check(V4 v4, List<String> violations) throws IOException;

    /** The kinds of change. */
    enum Kind {
        /** The hostnames of a managed CA are replaced. */
        HOSTNAMES("hostnames replaced"),
        /** The hostname settings of Access are replaced. */
        SETTINGS("settings replaced"),
        /** A set of SAML certificates is rotated. */
        ROTATIONS("SAML sets rotated");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Where a kill fell, seen from one thing. */
    enum Seen {
        /** Nothing was asked for that was not answered. */
        AT_REST,
        /** A change was asked for and is not there. */
        UNDONE,
        /** A change was asked for, never acknowledged, and is there. */
        DONE;

        /** Returns what a thing that is as acknowledged, or else as asked, says of the kill. */
        static Seen of(boolean asked, boolean asAcknowledged) {
            if (!asked) {
                return AT_REST;
            }
            return asAcknowledged ? UNDONE : DONE;
        }
    }
}
