package dev.chancery.edge.access;

import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.belief.Origin;
import org.jspecify.annotations.Nullable;

/** What Access says of a request. */
public sealed interface Admission {
    /** Nothing: no application protects what it asks for. */
    Admission OPEN = new Through(AccessFields.NONE, null);

    /**
     * It goes to the origin.
     *
     * @param told what the origin hears of who makes it
     * @param guest whom it was let in as; null where nothing is protected
     */
    record Through(AccessFields told, @Nullable Guest guest) implements Admission {}

    /**
     * It goes to the role that signs people in.
     *
     * @param to where that is
     * @param secret what edges are told apart by there
     * @param target what to ask for there
     */
    record Carried(Origin to, String secret, String target) implements Admission {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Carried[" + to + ", " + target + "]";
        }
    }

    /** It is answered here. */
    record Turned(Answer answer) implements Admission {}
}
