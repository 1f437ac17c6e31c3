package dev.chancery.control.users;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chancery.control.v4.Json;
import dev.chancery.control.v4.Rfc3339;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A membership as the official SDK types it. Every member of an account has its full power; tokens narrow it. */
record MembershipJson(
        String id,
        String status,
        AccountJson account,
        boolean apiAccessEnabled,
        List<String> roles,
        Map<String, Right> permissions) {
    static final List<String> ROLES = List.of("Super Administrator - All Privileges");

    record AccountJson(String id, String name, String type, JsonNode settings, String createdOn) {}

    record Right(boolean read, boolean write) {}

    static MembershipJson of(Membership membership) {
        return new MembershipJson(
                membership.id().hex(),
                membership.status().word(),
                new AccountJson(
                        membership.account().hex(),
                        membership.accountName(),
                        membership.accountType(),
                        Json.stored(membership.accountSettings()),
                        Rfc3339.micros(membership.accountCreatedOn())),
                true,
                ROLES,
                rights());
    }

    private static Map<String, Right> rights() {
        Map<String, Right> rights = new LinkedHashMap<>();
        for (String area : List.of("organization", "ssl", "zones")) {
            rights.put(area, new Right(true, true));
        }
        return rights;
    }
}
