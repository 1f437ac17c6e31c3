package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.DatabaseException;

/** A leaf of the same CA has a serial number with the same first eight octets; another serial will do. */
final class SerialTakenException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    /** How the database calls the index that keeps them apart, on either engine. */
    private static final String INDEX = "client_certificate_serial";

    private SerialTakenException(DatabaseException cause) {
        super("a leaf of this CA has a serial number that begins alike", cause);
    }

    /** The failure itself, or this one if that is what it says. */
    static DatabaseException orElse(DatabaseException failure) {
        return String.valueOf(failure.getMessage()).contains(INDEX) ? new SerialTakenException(failure) : failure;
    }
}
