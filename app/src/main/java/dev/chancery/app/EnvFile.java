package dev.chancery.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a client needs to reach this house, as {@code KEY=VALUE} lines a shell can source and a container can read. The
 * file's mode is 0600: it holds the owner's token.
 */
final class EnvFile {
    private static final String TOKEN = "CLOUDFLARE_API_TOKEN";

    private EnvFile() {}

    /**
     * What stands in the file.
     *
     * @param token the owner's token; empty when only its hash is left
     * @param base the URL of the API, without the prefix
     * @param accountId 32 hex digits
     * @param zoneId 32 hex digits
     * @param caFile the certificates that verify what this house issues
     * @param edge the edge beside this house; empty if there is none
     */
    record Facts(
            Optional<String> token,
            String base,
            String accountId,
            String zoneId,
            Path caFile,
            Optional<EdgeFacts> edge) {
        @Override
        public String toString() {
            return "Facts[%s]".formatted(base);
        }
    }

    /**
     * An edge.
     *
     * @param url where clients find it
     * @param caFile the CA that vouches for the certificates it was not given by anybody else
     */
    record EdgeFacts(String url, Path caFile) {}

    /** The token an earlier start wrote into this file. */
    static Optional<String> tokenIn(Path file) {
        return DataFolder.read(file)
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(TOKEN + "="))
                        .map(line -> line.substring(TOKEN.length() + 1))
                        .filter(value -> !value.isEmpty())
                        .findFirst());
    }

    /** Puts a new token into a file an earlier start wrote; does nothing if there is none. */
    static void replaceToken(Path file, String token) {
        DataFolder.read(file)
                .ifPresent(text -> DataFolder.write(
                        file,
                        TOKEN + "=" + token + "\n"
                                + text.lines()
                                        .filter(line -> !line.startsWith(TOKEN + "="))
                                        .map(line -> line + "\n")
                                        .collect(Collectors.joining())));
    }

    /** Replaces the file. */
    static void write(Path file, Facts facts) {
        Map<String, String> lines = new LinkedHashMap<>();
        facts.token().ifPresent(token -> lines.put(TOKEN, token));
        String api = facts.base() + "/client/v4";
        lines.put("CLOUDFLARE_BASE_URL", api);
        lines.put("CLOUDFLARE_API_BASE_URL", api);
        lines.put("CLOUDFLARE_API_URL", api);
        lines.put("CLOUDFLARE_ACCOUNT_ID", facts.accountId());
        lines.put("CLOUDFLARE_ZONE_ID", facts.zoneId());
        lines.put("CHANCERY_CA_FILE", facts.caFile().toString());
        facts.edge().ifPresent(edge -> {
            lines.put("CHANCERY_EDGE", edge.url());
            lines.put("CHANCERY_EDGE_CA_FILE", edge.caFile().toString());
        });
        StringBuilder text = new StringBuilder(512);
        lines.forEach((key, value) ->
                text.append(key).append('=').append(quoted(value)).append('\n'));
        DataFolder.write(file, text.toString());
    }

    /** Values of this file rarely need quotes; a path with a blank does. */
    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./:@%+,=\\[\\]-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
