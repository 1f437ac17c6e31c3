package dev.chancery.control.revocation;

import dev.chancery.pki.Der;
import dev.chancery.pki.OcspError;
import java.time.Instant;

/** What the responder says to one request. */
public sealed interface OcspReply {
    /**
     * A signed answer.
     *
     * @param response the OCSPResponse
     * @param producedAt when it was signed, whole seconds
     * @param nextUpdate until when it may be relied on, whole seconds
     * @param fresh whether it answers a nonce and so nobody but its asker
     */
    record Signed(Der response, Instant producedAt, Instant nextUpdate, boolean fresh) implements OcspReply {}

    /** An unsigned error. */
    record Failed(OcspError error) implements OcspReply {}
}
