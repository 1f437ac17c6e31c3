package dev.chancery.control.sshcertificates;

import dev.chancery.pki.UInt64;

/** Which certificates of an SSH CA are meant. */
public sealed interface Which {
    /** The one with this number. */
    record BySerial(UInt64 serial) implements Which {}

    /** The one with this key id, 32 lower-case hex digits. */
    record ByKeyId(String keyId) implements Which {}

    /** All of a person's; in lower case. */
    record ByEmail(String email) implements Which {}
}
