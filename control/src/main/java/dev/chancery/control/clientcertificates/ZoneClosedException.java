package dev.chancery.control.clientcertificates;

import dev.chancery.control.principal.ZoneId;

/** A certificate was to be kept in a zone that was deleted meanwhile. Nothing was kept. */
public final class ZoneClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ZoneClosedException(ZoneId zone) {
        super("zone " + zone + " is closed (expected: a zone that is not deleted)");
    }
}
