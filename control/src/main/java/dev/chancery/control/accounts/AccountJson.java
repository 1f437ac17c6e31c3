package dev.chancery.control.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.control.v4.Rfc3339;
import org.jspecify.annotations.Nullable;

/** An account as the API shows it. */
record AccountJson(String id, String name, String type, SettingsJson settings, String createdOn) {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SettingsJson(@Nullable String abuseContactEmail, boolean enforceTwofactor) {}

    static AccountJson of(Account account) {
        return new AccountJson(
                account.id().hex(),
                account.name(),
                account.type().word(),
                new SettingsJson(
                        account.settings().abuseContactEmail().orElse(null),
                        account.settings().enforceTwofactor()),
                Rfc3339.micros(account.createdOn()));
    }
}
