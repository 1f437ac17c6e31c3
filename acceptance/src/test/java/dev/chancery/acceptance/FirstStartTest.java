package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees: the first start, the commands it prints, and a second start that finds everything. */
@WithChancery
final class FirstStartTest {

    private final RunningChancery product;

    FirstStartTest(RunningChancery product) {
        this.product = product;
    }

    @Test
    void printsThreeCommandsThatWorkAsTheyAre(@TempDir Path folder) throws IOException {
        List<String> commands = product.log()
                .lines()
                .map(String::strip)
                .filter(line -> line.contains("CLOUDFLARE_API_TOKEN") && line.contains("curl"))
                .toList();
        assertThat(commands).as(product.log()).hasSize(3);

        String issued = paste(commands.get(0), folder);
        assertThat(issued).contains("client.pem: OK");
        assertThat(paste(commands.get(1), folder)).contains("\"status\":\"active\"");
        assertThat(paste(commands.get(2), folder)).containsPattern("\"status\":\"(pending_revocation|revoked)\"");
        assertThat(paste(commands.get(1), folder)).contains("\"status\":\"revoked\"");
        assertThat(Files.readString(folder.resolve("client.pem"))).startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void saysWhereEverythingIsAndShowsTheTokenToNobody() throws IOException {
        assertThat(product.log())
                .contains(
                        product.root().toString(),
                        product.accountId(),
                        product.zoneId(),
                        product.envFile().toString())
                .doesNotContain(product.environment().getOrDefault("CLOUDFLARE_API_TOKEN", "?"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(product.envFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void givesEveryVariableAClientAsksFor() {
        assertThat(product.environment())
                .containsKeys(
                        "CLOUDFLARE_API_TOKEN",
                        "CLOUDFLARE_BASE_URL",
                        "CLOUDFLARE_API_BASE_URL",
                        "CLOUDFLARE_API_URL",
                        "CLOUDFLARE_ACCOUNT_ID",
                        "CLOUDFLARE_ZONE_ID",
                        "CHANCERY_CA_FILE");
        assertThat(product.caFile()).isRegularFile().content().contains("BEGIN CERTIFICATE");
    }

    @Test
    void answersWithAndWithoutThePrefix() {
        V4Client bare = new V4Client(product.root(), product.owner().credentials());
        assertThat(bare.get(product.zone()).result())
                .isEqualTo(product.owner().get(product.zone()).result());
    }

    @Test
    void putsARequestIdOnEveryAnswerGoodAndBad() {
        assertThat(List.of("/zones", "/nope", "/zones/x", "/accounts?page=0"))
                .allSatisfy(
                        path -> assertThat(product.owner().get(path).headers().firstValue("cf-ray"))
                                .as(path)
                                .isPresent());
    }

    @Test
    void findsEverythingAgainAfterAStopAndAfterAKill() {
        Map<String, String> first = product.environment();
        V4Answer zones = product.owner().get("/zones");

        assertThat(product.stop()).isIn(0, 143);
        product.startAgain();
        assertThat(product.environment()).isEqualTo(first);
        assertThat(product.owner().get("/zones").result()).isEqualTo(zones.result());

        product.kill();
        product.startAgain();
        assertThat(product.environment()).isEqualTo(first);
        assertThat(product.owner().get("/zones").result()).isEqualTo(zones.result());
    }

    private static String paste(String command, Path folder) {
        return Command.of("bash", "-c", command).in(folder).run().succeeded();
    }
}
