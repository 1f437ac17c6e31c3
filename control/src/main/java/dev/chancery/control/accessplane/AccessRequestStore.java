package dev.chancery.control.accessplane;

import dev.chancery.control.db.Tx;
import java.time.Instant;
import java.util.UUID;

/** The table of sign-ins. */
final class AccessRequestStore {
    void insert(Tx tx, UUID id, AccessRequest request, Instant now) {
        tx.sql(
                        "insert into access_request (id, account_id, created_on, connection, email, application_id, host, ip_address,"
                                + " ray_id, allowed, reason) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .uuid(id)
                .text(request.account().hex())
                .instant(now)
                .text(request.connection())
                .text(request.user().map(SeenUser::email).orElse(""))
                .uuid(request.application().orElse(null))
                .text(request.host())
                .text(request.client())
                .text(request.rayId())
                .flag(request.refused().isEmpty())
                .text(request.refused().orElse(""))
                .run();
    }

    void deleteBefore(Tx tx, Instant before) {
        tx.sql("delete from access_request where created_on < ?")
                .instant(before)
                .run();
    }
}
