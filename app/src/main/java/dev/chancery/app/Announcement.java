package dev.chancery.app;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a start or reset says to the person at the terminal. */
final class Announcement {
    private final PrintWriter out;
    private final boolean terminal;

    /**
     * @param terminal whether a person reads this: only then may a secret be shown
     */
    Announcement(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Whether a person sits at this process's terminal. */
    @SuppressWarnings("SystemConsoleNull") // since JDK 22 never null, yet declared nullable where NullAway looks
    static boolean onTerminal() {
        @Nullable Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Shows a new token on a terminal, or leaves it in the data folder's {@code owner-token}. */
    void token(DataFolder data, String value) {
        if (terminal) {
            out.printf("Owner token (shown once): %s%n", value);
        } else {
            DataFolder.write(data.ownerToken(), value + "\n");
            out.printf("Owner token: in %s%n", data.ownerToken());
        }
        out.flush();
    }

    /** Warnings first, so that nobody misses them. */
    void warnings(List<String> warnings) {
        warnings.forEach(warning -> out.println("Warning: " + warning));
        out.flush();
    }

    /** Where the house stands and what to try first. */
    void ready(EnvFile.Facts facts, Path envFile, String token) {
        out.printf("%nChancery listens on %s%n", facts.base());
        out.printf("  account    %s%n", facts.accountId());
        out.printf("  zone       %s%n", facts.zoneId());
        out.printf("  env file   %s%n", envFile);
        out.printf("  token      %s%n", token);
        out.printf("%nTry it (each line as it is, in a shell of its own):%n%n");
        commands(envFile).forEach(command -> out.printf("%s%n%n", command));
        out.flush();
    }

    /** Issue from a CSR made by openssl, list, revoke; each reads the env file. */
    static List<String> commands(Path envFile) {
        String source = ". '" + envFile + "'";
        String url = "\"$CLOUDFLARE_BASE_URL/zones/$CLOUDFLARE_ZONE_ID/client_certificates";
        String token = "-H \"Authorization: Bearer $CLOUDFLARE_API_TOKEN\"";
        return List.of(
                source
                        + " && openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout client.key"
                        + " -subj '/CN=first client/O=Example' -out client.csr"
                        + " && curl -sS --cacert \"$CHANCERY_CA_FILE\" " + token + " " + url + "\""
                        + " -d \"{\\\"csr\\\":\\\"$(awk '{printf \"%s\\\\n\",$0}' client.csr)\\\",\\\"validity_days\\\":365}\""
                        + " -o client.json && sed -n 's/.*\"certificate\":\"\\([^\"]*\\)\".*/\\1/p' client.json"
                        + " | sed 's/\\\\n/\\n/g' > client.pem"
                        + " && openssl verify -x509_strict -purpose sslclient -CAfile \"$CHANCERY_CA_FILE\" client.pem",
                source + " && curl -sS --cacert \"$CHANCERY_CA_FILE\" " + token + " " + url + "?per_page=5\"",
                source + " && curl -sS --cacert \"$CHANCERY_CA_FILE\" " + token + " -X DELETE " + url
                        + "/$(sed 's/.*\"id\":\"\\([0-9a-f]\\{32\\}\\)\".*/\\1/' client.json)\"");
    }
}
