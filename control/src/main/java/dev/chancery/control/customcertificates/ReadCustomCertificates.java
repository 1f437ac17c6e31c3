package dev.chancery.control.customcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import java.util.List;

/**
 * Reads a zone's certificates, in the order of upload.
 *
 * <p>Refusals: none with this id (1483, 404).
 */
public final class ReadCustomCertificates {
    private final Database database;
    private final CustomCertificateStore store = new CustomCertificateStore();

    public ReadCustomCertificates(Database database) {
        this.database = database;
    }

    /**
     * Part of a list.
     *
     * @param total how many the filter shows in all
     */
    public record Page(List<CustomCertificate> certificates, long total) {
        public Page {
            certificates = List.copyOf(certificates);
        }
    }

    /** At most so many after the first so many. */
    public Page page(ZoneAccess access, CertificateFilter filter, long offset, int limit) {
        return database.read(tx ->
                new Page(store.list(tx, access.zone(), filter, offset, limit), store.count(tx, access.zone(), filter)));
    }

    /**
     * @throws Refusal as the class says
     */
    public CustomCertificate read(ZoneAccess access, CustomCertificateId id) {
        return database.read(tx -> store.find(tx, access.zone(), id)).orElseThrow(ReadCustomCertificates::notFound);
    }

    static Refusal notFound() {
        return ErrorCode.CUSTOM_CERTIFICATE_NOT_FOUND.refusal("Certificate not found");
    }
}
