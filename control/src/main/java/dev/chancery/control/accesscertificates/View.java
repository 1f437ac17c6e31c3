package dev.chancery.control.accesscertificates;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.principal.ZoneAccess;
import dev.chancery.control.principal.ZoneId;

/**
 * From where a caller looks at an account's certificates and hostname settings: from the account one sees every hostname, from a
 * zone those of the zone.
 */
public record View(AccountOrZoneAccess access) {
    /** The account whose store it is. */
    AccountId account() {
        return access.account();
    }

    /** The 32 hex digits of the account or zone it is a view from. */
    String id() {
        return switch (access) {
            case AccountAccess from -> from.account().hex();
            case ZoneAccess from -> from.zone().hex();
        };
    }

    /** Whether the hostnames of a zone of the account are seen and replaced from here. */
    boolean sees(ZoneId zone) {
        return switch (access) {
            case AccountAccess _ -> true;
            case ZoneAccess from -> from.zone().equals(zone);
        };
    }

    /** Where a hostname must lie, as a message says it. */
    String expectedHostname() {
        return switch (access) {
            case AccountAccess _ -> "a name in a zone of the account";
            case ZoneAccess from -> "%s or a name below it".formatted(from.zoneName());
        };
    }

    /** An audit entry of something done from here. */
    AuditEntry entry(Action action, ObjectKind kind, String objectId) {
        return AuditEntry.of(access, action, kind, objectId);
    }
}
