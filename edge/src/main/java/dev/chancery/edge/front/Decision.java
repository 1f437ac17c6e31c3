package dev.chancery.edge.front;

import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.fields.CertificateFields;

/** What becomes of a request, by its hostname and its client. */
sealed interface Decision {
    /** It goes to the site's origin, which is told this of the client's certificate. */
    record Pass(ServedSite site, CertificateFields told) implements Decision {}

    /**
     * It waits for what control is finding out of the client, and is decided on anew when more is believed.
     *
     * @param otherwise what it is answered if that takes too long
     */
    record Hold(Answer otherwise) implements Decision {}

    /** It is answered here. */
    record Turn(Answer answer) implements Decision {}
}
