package dev.chancery.control.publishing;

import dev.chancery.control.db.Tx;
import java.util.Optional;

/** The SSH CAs of one kind. Implemented by whoever makes them. */
public interface SshAuthorities {
    /** The CA with this id, in whatever account; empty if there is none, or it was deleted. */
    Optional<SshAuthority> find(Tx tx, String id);
}
