package dev.chancery.control.accessapps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountOrZoneAccess;
import dev.chancery.control.publishing.ApplicationId;
import dev.chancery.control.refusal.AccessRefusals;
import dev.chancery.control.refusal.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Changes the two settings of an application that have a route of their own; they are members of the application too.
 *
 * <p>Refusals: none with this id that the path shows (12135, 404); a type without these settings (12130).
 */
public final class ChangeSettings {
    static final String ALLOW_IFRAME = "allow_iframe";
    static final String SKIP_INTERSTITIAL = "skip_interstitial";

    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final ApplicationStore store = new ApplicationStore();

    /**
     * What is asked for, and what is so afterwards.
     *
     * @param allowIframe whether it may be shown inside another page; empty to leave or for the default
     * @param skipInterstitial whether cloudflared signs in without a page between; likewise
     */
    public record Settings(Optional<Boolean> allowIframe, Optional<Boolean> skipInterstitial) {}

    public ChangeSettings(Database database, AuditLog audit, InstantSource clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Puts settings in the place of those there are.
     *
     * @throws Refusal as the class says
     */
    public Settings replace(AccountOrZoneAccess access, ApplicationId id, Settings settings) {
        return change(access, id, settings, true);
    }

    /**
     * Changes the settings that are named.
     *
     * @throws Refusal as the class says
     */
    public Settings edit(AccountOrZoneAccess access, ApplicationId id, Settings settings) {
        return change(access, id, settings, false);
    }

    private Settings change(AccountOrZoneAccess access, ApplicationId id, Settings settings, boolean whole) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.write(Lane.GENERAL, tx -> {
            Application before = store.lock(tx, access, id).orElseThrow(() -> ReadApplication.notFound(id));
            if (!KnownMembers.of(before.type().layout()).containsKey(ALLOW_IFRAME)) {
                throw AccessRefusals.invalid("the application's type is %s (expected: one with these settings)"
                        .formatted(before.type().word()));
            }
            ObjectNode members = before.members();
            set(members, ALLOW_IFRAME, settings.allowIframe(), whole);
            set(members, SKIP_INTERSTITIAL, settings.skipInterstitial(), whole);
            Application after = before.with(members, now);
            if (!after.saysTheSame(before)) {
                store.update(tx, before, after);
                audit.record(
                        tx,
                        AuditEntry.of(access, Action.UPDATE, ObjectKind.ACCESS_APPLICATION, id.toString())
                                .with(ALLOW_IFRAME, members.path(ALLOW_IFRAME).asText("default"))
                                .with(
                                        SKIP_INTERSTITIAL,
                                        members.path(SKIP_INTERSTITIAL).asText("default")));
            }
            return new Settings(flag(members, ALLOW_IFRAME), flag(members, SKIP_INTERSTITIAL));
        });
    }

    private static void set(ObjectNode members, String name, Optional<Boolean> value, boolean whole) {
        if (value.isPresent()) {
            members.put(name, value.get());
        } else if (whole) {
            members.remove(name);
        }
    }

    private static Optional<Boolean> flag(ObjectNode members, String name) {
        return members.has(name) ? Optional.of(members.get(name).booleanValue()) : Optional.empty();
    }
}
