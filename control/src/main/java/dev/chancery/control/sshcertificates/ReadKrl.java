package dev.chancery.control.sshcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.SshAuthorities;
import dev.chancery.control.publishing.SshAuthority;
import dev.chancery.pki.SshException;
import dev.chancery.pki.SshKeyLine;
import dev.chancery.pki.SshKrl;
import dev.chancery.pki.SshPublicKey;
import dev.chancery.pki.UInt64;
import java.util.List;
import java.util.Optional;

/**
 * Makes the revocation list of an SSH CA from what its certificates' rows say now. The same state gives the same bytes, and
 * another state a greater number.
 */
public final class ReadKrl {
    /** The number of a list that never named anybody, below every later one. */
    private static final long NEVER_CHANGED = 0;

    private final Database database;
    private final List<SshAuthorities> authorities;
    private final SshCertificateStore store = new SshCertificateStore();

    /**
     * @param authorities every kind of SSH CA
     */
    public ReadKrl(Database database, List<SshAuthorities> authorities) {
        this.database = database;
        this.authorities = List.copyOf(authorities);
    }

    /** The list; empty if there is no such CA. */
    public Optional<SshKrl> read(String ca) {
        return database.read(tx -> authorities.stream()
                .flatMap(kind -> kind.find(tx, ca).stream())
                .findFirst()
                .map(authority -> list(tx, authority)));
    }

    private SshKrl list(Tx tx, SshAuthority authority) {
        KrlState state =
                store.krl(tx, authority.id()).orElseGet(() -> new KrlState(NEVER_CHANGED, authority.createdOn()));
        return SshKrl.ofSerials(
                UInt64.of(state.number()), state.changedOn(), key(authority), store.revoked(tx, authority.id()));
    }

    private static SshPublicKey key(SshAuthority authority) {
        try {
            return SshKeyLine.parse(authority.publicKey()).key();
        } catch (SshException e) {
            throw new IllegalStateException("the line of the SSH CA %s does not read".formatted(authority.id()), e);
        }
    }
}
