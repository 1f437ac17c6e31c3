package dev.chancery.app;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** How many of a kind may be held at once. */
final class QuotaOptions {
    private static final String NONE = "none";

    @Option(
            names = "--quota",
            paramLabel = "NAME=N",
            completionCandidates = Names.class,
            description =
                    "At most N at a time, of the account or zone they lie in: ${COMPLETION-CANDIDATES}. Kept until"
                            + " another start says otherwise; NAME=none lifts it (default: no limits).")
    Map<String, String> quotas = new LinkedHashMap<>();

    private final SettingStore settings = new SettingStore();

    /** The names there are, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }

    private static List<String> words() {
        return Arrays.stream(Quota.values()).map(Quota::word).toList();
    }

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
                .orElseThrow(() -> new Unusable(
                        "--quota: %s is no quota (expected: %s)".formatted(name, String.join(", ", words()))));
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
