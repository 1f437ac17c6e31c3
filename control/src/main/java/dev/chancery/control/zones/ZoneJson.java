package dev.chancery.control.zones;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.principal.Resource;
import dev.chancery.control.v4.Rfc3339;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A zone as the API shows it, with every member its schema demands. Where the original speaks of its own business (plans, name
 * servers, registrars), the honest value of a self-hosted house stands: none.
 */
record ZoneJson(
        String id,
        String name,
        String status,
        boolean paused,
        String type,
        long developmentMode,
        List<String> nameServers,
        @Nullable List<String> originalNameServers,
        @Nullable String originalRegistrar,
        @Nullable String originalDnshost,
        String modifiedOn,
        String createdOn,
        @Nullable String activatedOn,
        List<String> vanityNameServers,
        MetaJson meta,
        OwnerJson owner,
        AccountJson account,
        List<String> permissions,
        PlanJson plan,
        boolean chinaNetwork) {
    /** Step 4 is the last of the original's steps of moving in. */
    record MetaJson(
            int step,
            int customCertificateQuota,
            int pageRuleQuota,
            boolean phishingDetected,
            boolean cdnOnly,
            boolean dnsOnly,
            boolean foundationDns) {
        private static final MetaJson NOTHING = new MetaJson(4, 0, 0, false, false, false, false);
    }

    record OwnerJson(String id, String type, String name) {}

    record AccountJson(String id, String name) {}

    record PlanJson(
            String id,
            String name,
            long price,
            String currency,
            String frequency,
            boolean isSubscribed,
            boolean canSubscribe,
            String legacyId,
            boolean legacyDiscount,
            boolean externallyManaged) {
        private static final PlanJson SELF_HOSTED = new PlanJson(
                "00000000000000000000000000000000",
                "Self-hosted",
                0,
                "USD",
                "",
                false,
                false,
                "self_hosted",
                false,
                false);
    }

    static ZoneJson of(Zone zone, Principal caller) {
        return new ZoneJson(
                zone.id().hex(),
                zone.name().ascii(),
                zone.status().word(),
                zone.paused(),
                zone.type().word(),
                0,
                List.of(),
                null,
                null,
                null,
                Rfc3339.micros(zone.modifiedOn()),
                Rfc3339.micros(zone.createdOn()),
                zone.activatedOn() == null ? null : Rfc3339.micros(zone.activatedOn()),
                zone.vanityNameServers(),
                MetaJson.NOTHING,
                new OwnerJson(zone.account().hex(), "organization", zone.accountName()),
                new AccountJson(zone.account().hex(), zone.accountName()),
                permissions(caller, new Resource.OfZone(zone.id(), zone.account())),
                PlanJson.SELF_HOSTED,
                zone.chinaNetwork());
    }

    private static List<String> permissions(Principal caller, Resource zone) {
        List<String> permissions = new ArrayList<>();
        permissions.add("#zone:read");
        if (caller.may(Set.of(PermissionGroup.ZONE_WRITE), zone)) {
            permissions.add("#zone:edit");
        }
        if (caller.may(Set.of(PermissionGroup.SSL_READ, PermissionGroup.SSL_WRITE), zone)) {
            permissions.add("#ssl:read");
        }
        if (caller.may(Set.of(PermissionGroup.SSL_WRITE), zone)) {
            permissions.add("#ssl:edit");
        }
        return permissions;
    }
}
