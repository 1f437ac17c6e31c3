package dev.chancery.control.revocation;

import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Tx;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import java.util.Optional;
import java.util.UUID;

/** The table of the CAs' delegated OCSP responders. */
final class ResponderStore {
    /**
     * A kept responder.
     *
     * @param certificate issued by the CA it answers for
     * @param key the id of its sealed key
     */
    record Kept(Certificate certificate, UUID key) {}

    Optional<Kept> find(Tx tx, UUID ca) {
        return tx.sql("select certificate, key_id from ocsp_responder where ca_id = ?")
                .uuid(ca)
                .first(row -> new Kept(certificate(ca, row.bytes(1)), row.uuid(2)));
    }

    /**
     * Puts a responder in the place of another, or of none.
     *
     * @return whether it was; false if another replica was faster
     */
    boolean replace(Tx tx, UUID ca, Optional<UUID> oldKey, Kept responder) {
        return tx.sql("insert into ocsp_responder (ca_id, key_id, certificate, not_after) values (?, ?, ?, ?)"
                                + " on conflict (ca_id) do update set key_id = excluded.key_id,"
                                + " certificate = excluded.certificate, not_after = excluded.not_after"
                                + " where ocsp_responder.key_id = ?")
                        .uuid(ca)
                        .uuid(responder.key())
                        .bytes(responder.certificate().der().toByteArray())
                        .instant(responder.certificate().notAfter())
                        .text(oldKey.map(UUID::toString).orElse(""))
                        .run()
                == 1;
    }

    private static Certificate certificate(UUID ca, byte[] der) {
        try {
            return Certificate.parse(Der.of(der));
        } catch (DerException e) {
            throw new DatabaseException(
                    "the OCSP responder's certificate of CA %s is damaged: %s".formatted(ca, e.sentence()), e);
        }
    }
}
