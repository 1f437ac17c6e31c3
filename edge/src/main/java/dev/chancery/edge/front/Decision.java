package dev.chancery.edge.front;

import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.belief.ServedSite;

/** What becomes of a request, by its hostname and its client. */
sealed interface Decision {
    /** It goes to the site's origin. */
    record Pass(ServedSite site) implements Decision {}

    /** It is answered here. */
    record Turn(Answer answer) implements Decision {}
}
