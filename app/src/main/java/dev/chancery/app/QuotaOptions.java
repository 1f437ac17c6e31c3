package dev.chancery.app;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How many of a kind may be held at once. */
final class QuotaOptions {
    private static final String NONE = "none";

    @Option(
            names = "--quota",
            paramLabel = "NAME=N",
            description =
                    "At most N at a time: client_certificates (active ones of a zone), mtls_ca_certificates (of an"
                            + " account), access_certificates, user_tokens, account_tokens, access_groups,"
                            + " access_service_tokens. Kept until another start says otherwise; NAME=none lifts it"
                            + " (default: no limits).")
    Map<String, String> quotas = new LinkedHashMap<>();

    private final SettingStore settings = new SettingStore();

    /**
     * Keeps what the command says as settings of the house.
     *
     * @throws Unusable if a name is none or a number is none; then nothing is kept
     */
    void keep(Database database) {
        Map<Quota, OptionalLong> said = new EnumMap<>(Quota.class);
        quotas.forEach((name, text) -> said.put(quota(name), most(name, text)));
        if (said.isEmpty()) {
            return;
        }
        database.write(Lane.GENERAL, tx -> {
            said.forEach((quota, most) -> {
                if (most.isPresent()) {
                    settings.put(tx, quota.key(), Long.toString(most.getAsLong()));
                } else {
                    settings.remove(tx, quota.key());
                }
            });
            return said.size();
        });
    }

    private static Quota quota(String name) {
        return Quota.ofWord(name)
                .orElseThrow(() -> new Unusable("--quota: %s is no quota (expected: %s)"
                        .formatted(
                                name,
                                Arrays.stream(Quota.values()).map(Quota::word).collect(Collectors.joining(", ")))));
    }

    private static OptionalLong most(String name, String text) {
        if (text.equals(NONE)) {
            return OptionalLong.empty();
        }
        try {
            long most = Long.parseLong(text);
            if (most >= 0) {
                return OptionalLong.of(most);
            }
        } catch (NumberFormatException e) {
            // Said below, with the negative ones.
        }
        throw new Unusable("--quota: %s=%s (expected: a whole number from 0, or none)".formatted(name, text));
    }
}
