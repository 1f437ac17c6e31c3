package dev.chancery.app;

import dev.chancery.control.bootstrap.Bootstrap;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.principal.Grants;
import dev.chancery.control.principal.Principal;
import dev.chancery.control.tokens.LegacyKeys;
import dev.chancery.control.zones.ZoneName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the first start founded and every later one finds: the owner, an account, a zone, and the owner's secrets. */
final class Founding {
    private final Bootstrap.Seeded seeded;

    private Founding(Bootstrap.Seeded seeded) {
        this.seeded = seeded;
    }

    /**
     * @throws Unusable if the zone's name is none, or what was founded is gone
     */
    static Founding run(Bootstrap bootstrap, StartCommand command) {
        ZoneName zone = zoneName(command.zone);
        if (command.accountName.isBlank() || command.accountName.length() > 100) {
            throw new Unusable(
                    "--account-name: %d characters (expected: 1 to 100)".formatted(command.accountName.length()));
        }
        try {
            boolean local = command.listen.hostPort().isLoopback();
            return new Founding(
                    bootstrap.ensure(new Bootstrap.Seed(command.ownerEmail, command.accountName, zone, local)));
        } catch (IllegalStateException e) {
            throw new Unusable(String.valueOf(e.getMessage()));
        }
    }

    private static ZoneName zoneName(String text) {
        List<String> broken = new ArrayList<>();
        return ZoneName.parse(text, broken::add)
                .orElseThrow(() -> new Unusable(
                        "--zone: \"%s\": %s (expected: a domain name)".formatted(text, String.join(", ", broken))));
    }

    AccountId account() {
        return seeded.account();
    }

    /** The house itself, in the owner's name, for what a start does before anyone calls. */
    Actor actor() {
        return new Actor(
                new Principal(
                        Principal.Kind.USER_TOKEN,
                        seeded.user().hex(),
                        new Principal.Owner.OfUser(seeded.user()),
                        "chancery start",
                        new Grants.Everything(),
                        Set.of(seeded.account()),
                        true),
                "127.0.0.1",
                "start");
    }

    /** Shows a token that was made just now. */
    void tell(Announcement announcement, DataFolder data) {
        seeded.ownerToken().ifPresent(secret -> announcement.token(data, secret.reveal()));
    }

    /** Gives the owner the legacy key of the data folder where the command asks for one, and takes it away where not. */
    void legacyKey(LegacyKeys keys, StartCommand command, DataFolder data, SecureRandom random) {
        if (!command.legacyKey) {
            keys.clear(seeded.user());
            return;
        }
        String key = DataFolder.read(data.legacyKey()).orElseGet(() -> {
            byte[] bytes = new byte[20];
            random.nextBytes(bytes);
            String fresh = HexFormat.of().formatHex(bytes);
            DataFolder.write(data.legacyKey(), fresh + "\n");
            return fresh;
        });
        keys.set(seeded.user(), key);
    }

    /** What a client needs to know. The token's value is only where an earlier start left it. */
    EnvFile.Facts facts(String base, DataFolder data, Path envFile, Optional<EnvFile.EdgeFacts> edge) {
        Optional<String> token = seeded.ownerToken()
                .map(secret -> secret.reveal())
                .or(() -> DataFolder.read(data.ownerToken()))
                .or(() -> EnvFile.tokenIn(envFile))
                .or(() -> EnvFile.tokenIn(data.envFile()));
        return new EnvFile.Facts(
                token, base, seeded.account().hex(), seeded.zone().hex(), data.caFile(), edge);
    }

    /** What to say where the token is, or that only its hash is left. */
    static String whereTheTokenIs(EnvFile.Facts facts, DataFolder data) {
        if (facts.token().isEmpty()) {
            return "nowhere any more (chancery token reset makes a new one)";
        }
        return DataFolder.read(data.ownerToken()).isPresent()
                ? data.ownerToken().toString()
                : "in the env file";
    }
}
