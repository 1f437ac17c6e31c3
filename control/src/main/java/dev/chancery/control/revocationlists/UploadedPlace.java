package dev.chancery.control.revocationlists;

import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Permission;
import java.util.List;
import java.util.UUID;

/**
 * Where the API has the uploaded CAs of a family.
 *
 * @param path of one of them
 * @param parameter the part of the path that is its id
 */
record UploadedPlace(Family family, String path, String parameter, Permission read, Permission write) {
    /** Those of API Shield and those of Access. */
    static List<UploadedPlace> both(Family mtls, Family access) {
        return List.of(
                new UploadedPlace(
                        mtls,
                        "/accounts/{account_id}/mtls_certificates/{mtls_certificate_id}",
                        "mtls_certificate_id",
                        Permission.onAccount(PermissionGroup.ACCOUNT_SSL_READ, PermissionGroup.ACCOUNT_SSL_WRITE),
                        Permission.onAccount(PermissionGroup.ACCOUNT_SSL_WRITE)),
                new UploadedPlace(
                        access,
                        "/accounts/{account_id}/access/certificates/{certificate_id}",
                        "certificate_id",
                        Permission.onAccount(PermissionGroup.ACCESS_MTLS_READ, PermissionGroup.ACCESS_MTLS_WRITE),
                        Permission.onAccount(PermissionGroup.ACCESS_MTLS_WRITE)));
    }

    /** The CA that is called. */
    UUID id(Call call) {
        String text = call.path(parameter);
        return HexId.parse(text)
                .map(HexId::toUuid)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "%s: %s (expected: a UUID or its 32 hex digits)".formatted(parameter, Excerpt.of(text))));
    }
}
