package dev.chancery.edge.belief;

import java.time.Instant;

/** What was found of one chain at one site. The costly part, the path, is decided; what may change is looked up when asked. */
public interface Standing {
    /**
     * Admitted or refused at this instant. Cheap: asked on every request.
     */
    Verdict at(Instant instant);
}
