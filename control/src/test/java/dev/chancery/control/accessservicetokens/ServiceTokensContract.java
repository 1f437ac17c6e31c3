package dev.chancery.control.accessservicetokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.house.HouseTest;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.testkit.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Service tokens over HTTP, on every engine. */
interface ServiceTokensContract extends HouseTest {
    String TOKENS = "/accounts/{account}/access/service_tokens";
    String ZONE_TOKENS = "/zones/{zone}/access/service_tokens";
    String UNKNOWN = "aa0a4aab-672b-4bdb-bc33-a59f1130a11f";
    String UNKNOWN_SENTENCE =
            "access.api.error.not_found: " + UNKNOWN + " (expected: the id of a service token of the account)";

    private Reply create(Map<String, ?> body) {
        // Lists show what was made first first; two things are never made at once here.
        house().pass(Duration.ofMillis(1));
        Reply made = account().post(TOKENS, body);
        made.result(201);
        return made;
    }

    private static String id(Reply made) {
        return made.json().at("/result/id").textValue();
    }

    private static String secret(Reply made) {
        return made.json().at("/result/client_secret").textValue();
    }

    private List<String> hashes(String id) {
        return house().query(
                        "select secret_hash || ' ' || coalesce(previous_hash, '-') from access_service_token where id = ?",
                        id);
    }

    private static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void showsTheSecretOnceAndKeepsOnlyItsHash() {
        Reply made = create(Map.of("name", "CI"));
        assertThat(made.json().at("/result/client_id").textValue()).matches("[0-9a-f]{32}\\.access");
        assertThat(secret(made)).matches("[0-9a-f]{64}");
        assertThat(hashes(id(made))).containsExactly(hash(secret(made)) + " -");
        Reply read = account().get(TOKENS + "/" + id(made));
        assertThat(read.result().has("client_secret")).isFalse();
        assertThat(account().get(TOKENS).text()).doesNotContain(secret(made));
        assertThat(read.text("/duration")).isEqualTo("8760h");
        assertThat(read.result().at("/enabled").booleanValue()).isTrue();
        assertThat(Instant.parse(read.text("/expires_at")))
                .isEqualTo(Instant.parse(read.text("/created_at")).plus(Duration.ofDays(365)));
    }

    @Test
    default void livesAsLongAsItIsTold() {
        Reply forever = create(Map.of("name", "forever", "duration", "forever", "enabled", false));
        assertThat(forever.json().at("/result").has("expires_at")).isFalse();
        assertThat(forever.json().at("/result/enabled").booleanValue()).isFalse();
        Reply hour = create(Map.of("name", "an hour", "duration", "1h0m"));
        assertThat(hour.json().at("/result/duration").textValue()).isEqualTo("1h0m");
        house().pass(Duration.ofMinutes(50));
        String path = TOKENS + "/" + id(hour);
        assertThat(Instant.parse(account().post(path + "/refresh", "").text("/expires_at")))
                .isEqualTo(micros(house().now().plus(Duration.ofHours(1))));
        house().pass(Duration.ofMinutes(5));
        Reply longer = account().put(path, Map.of("duration", "2h"));
        assertThat(Instant.parse(longer.text("/expires_at")))
                .isEqualTo(micros(house().now().plus(Duration.ofHours(2))));
        assertThat(account().put(path, Map.of("duration", "forever")).result().has("expires_at"))
                .isFalse();
    }

    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    @Test
    default void changesWhatIsSentAndNothingElse() {
        Reply made = create(Map.of("name", "before"));
        String path = TOKENS + "/" + id(made);
        Reply read = account().get(path);
        house().pass(Duration.ofMinutes(1));
        assertThat(account().put(path, "{}").result()).isEqualTo(read.result());
        assertThat(account()
                        .put(path, Map.of("name", "before", "enabled", true))
                        .result())
                .isEqualTo(read.result());
        Reply renamed = account().put(path, Map.of("name", "after", "enabled", false));
        assertThat(renamed.text("/name")).isEqualTo("after");
        assertThat(renamed.result().at("/enabled").booleanValue()).isFalse();
        assertThat(renamed.text("/expires_at")).isEqualTo(read.text("/expires_at"));
        assertThat(renamed.text("/updated_at")).isGreaterThan(read.text("/updated_at"));
        assertThat(renamed.result().has("client_secret")).isFalse();
    }

    @Test
    default void rotatesTheSecretAndLetsTheOldOneLiveAsLongAsAsked() {
        Reply made = create(Map.of("name", "rotated"));
        String path = TOKENS + "/" + id(made);
        Reply first = account().post(path + "/rotate", "");
        assertThat(secret(first)).matches("[0-9a-f]{64}").isNotEqualTo(secret(made));
        assertThat(hashes(id(made))).containsExactly(hash(secret(first)) + " " + hash(secret(made)));
        assertThat(first.text("/previous_client_secret_expires_at"))
                .as("at once")
                .isEqualTo(first.text("/updated_at"));
        assertThat(first.text("/client_id"))
                .isEqualTo(made.json().at("/result/client_id").textValue());
        assertThat(first.result().at("/client_secret_version").intValue()).isEqualTo(2);
        Reply second =
                account().post(path + "/rotate", Map.of("previous_client_secret_expires_at", "2049-01-01T00:00:00Z"));
        assertThat(second.text("/previous_client_secret_expires_at")).isEqualTo("2049-01-01T00:00:00.000000Z");
        assertThat(hashes(id(made))).containsExactly(hash(secret(second)) + " " + hash(secret(first)));
    }

    @Test
    default void rotatesWhenAHigherVersionIsAskedFor() {
        Reply made = create(Map.of("name", "versioned", "client_secret_version", 3));
        String path = TOKENS + "/" + id(made);
        assertThat(account()
                        .put(path, Map.of("client_secret_version", 3))
                        .result()
                        .has("client_secret"))
                .isFalse();
        Reply rotated = account().put(path, Map.of("client_secret_version", 5, "name", "renamed too"));
        assertThat(rotated.text("/name")).isEqualTo("renamed too");
        assertThat(hashes(id(made))).containsExactly(hash(secret(rotated)) + " " + hash(secret(made)));
        assertThat(account().get(path).result().at("/client_secret_version").intValue())
                .isEqualTo(5);
        account()
                .put(path, Map.of("client_secret_version", 4))
                .refused(
                        400,
                        "12130 /client_secret_version access.api.error.invalid_request: client_secret_version: 4"
                                + " (expected: at least 5, which the token has)");
    }

    @Test
    default void listsFiltersAndPages() {
        create(Map.of("name", "alpha"));
        create(Map.of("name", "beta"));
        create(Map.of("name", "Alphabet"));
        assertThat(account().get(TOKENS).each("/name")).containsExactly("alpha", "beta", "Alphabet");
        assertThat(account().get(TOKENS + "?name=alpha").each("/name")).containsExactly("alpha");
        assertThat(account().get(TOKENS + "?search=ALPHA").each("/name")).containsExactly("alpha", "Alphabet");
        Reply page = account().get(TOKENS + "?page=2&per_page=2");
        assertThat(page.each("/name")).containsExactly("Alphabet");
        assertThat(page.json().at("/result_info/total_count").intValue()).isEqualTo(3);
        assertThat(account().get(ZONE_TOKENS).result())
                .isEqualTo(account().get(TOKENS).result());
    }

    @Test
    default void worksTheSameAtAZone() {
        Reply made = account().post(ZONE_TOKENS, Map.of("name", "from the zone"));
        assertThat(made.result(201).path("client_secret").textValue()).matches("[0-9a-f]{64}");
        String path = ZONE_TOKENS + "/" + id(made);
        account().get(path).result();
        assertThat(account().put(path, Map.of("name", "again")).text("/name")).isEqualTo("again");
        assertThat(account().delete(path).text("/name")).isEqualTo("again");
        account().get(TOKENS + "/" + id(made)).refused(404, 12135, UNKNOWN_SENTENCE.replace(UNKNOWN, id(made)));
    }

    @Test
    default void deletesATokenNoRuleNames() {
        Reply made = create(Map.of("name", "named"));
        String groups = "/accounts/{account}/access/groups";
        Map<String, ?> rule = Map.of("service_token", Map.of("token_id", id(made)));
        String group = account()
                .post(groups, Map.of("name", "g", "include", List.of(rule)))
                .result(201)
                .path("id")
                .textValue();
        account()
                .delete(TOKENS + "/" + id(made))
                .refused(
                        409,
                        "12132 - access.api.error.conflict: service token is in use: a rule of group %s names it"
                                        .formatted(group)
                                + " (expected: none)");
        account().delete(groups + "/" + group).result(202);
        assertThat(account().delete(TOKENS + "/" + id(made)).text("/id")).isEqualTo(id(made));
    }

    @Test
    default void knowsOnlyTheAccountsOwn() {
        for (String id : List.of(UNKNOWN, id(house().account().post(TOKENS, Map.of("name", "theirs"))))) {
            String sentence = UNKNOWN_SENTENCE.replace(UNKNOWN, id);
            account().get(TOKENS + "/" + id).refused(404, 12135, sentence);
            account().put(TOKENS + "/" + id, "{}").refused(404, 12135, sentence);
            account().post(TOKENS + "/" + id + "/refresh", "").refused(404, 12135, sentence);
            account().post(TOKENS + "/" + id + "/rotate", "").refused(404, 12135, sentence);
            account().delete(TOKENS + "/" + id).refused(404, 12135, sentence);
        }
        account()
                .get(TOKENS + "/mine")
                .refused(404, 7003, "service_token_id: \"mine\" (expected: a UUID or its 32 hex digits)");
    }

    @Test
    default void namesEverythingThatIsWrongAtOnceAndKeepsNothing() {
        String bad = """
                {"name":"","duration":"1 year","enabled":"yes","client_secret_version":0,
                 "previous_client_secret_expires_at":"tomorrow"}""";
        String[] pointers = {
            "/name", "/duration", "/enabled", "/client_secret_version", "/previous_client_secret_expires_at"
        };
        account().post(TOKENS, bad).faultsAt(pointers);
        account().post(TOKENS, "{}").faultsAt("/name");
        for (String duration : List.of("0s", "999ms", "876001h", "-1h", "1h1", "Forever")) {
            account().post(TOKENS, Map.of("name", "n", "duration", duration)).faultsAt("/duration");
        }
        assertThat(account().get(TOKENS).result()).isEmpty();
        Reply made = create(Map.of("name", "n"));
        account().put(TOKENS + "/" + id(made), bad).faultsAt(pointers);
        account()
                .post(TOKENS + "/" + id(made) + "/rotate", Map.of("previous_client_secret_expires_at", "soon"))
                .faultsAt("/previous_client_secret_expires_at");
        assertThat(hashes(id(made))).containsExactly(hash(secret(made)) + " -");
    }

    @Test
    default void asksForThePermissionOfServiceTokens() {
        Reply made = create(Map.of("name", "guarded"));
        var reader = account().holding(PermissionGroup.ACCESS_SERVICE_TOKENS_READ);
        reader.get(TOKENS + "/" + id(made)).result();
        reader.get(ZONE_TOKENS).result();
        for (String path : List.of(TOKENS, ZONE_TOKENS)) {
            reader.post(path, Map.of("name", "n")).refused(403, 10000, "Authentication error");
            reader.delete(path + "/" + id(made)).refused(403, 10000, "Authentication error");
        }
        reader.post(TOKENS + "/" + id(made) + "/rotate", "").refused(403, 10000, "Authentication error");
        account().stranger().get(TOKENS).refused(403, 10000, "Authentication error");
    }

    @Test
    default void holdsAnAccountToItsQuota() {
        house().sql("insert into setting (key, value) values ('quota.access_service_tokens', '1')");
        try {
            create(Map.of("name", "the only one"));
            account()
                    .post(TOKENS, Map.of("name", "one too many"))
                    .refused(
                            400,
                            12130,
                            "access.api.error.invalid_request: maximum number of service tokens has been reached: 1");
        } finally {
            house().sql("delete from setting where key = 'quota.access_service_tokens'");
        }
    }

    @Test
    default void tellsTheAuditLogWithoutTheSecret() {
        Reply made = create(Map.of("name", "audited"));
        String path = TOKENS + "/" + id(made);
        account().put(path, Map.of("name", "renamed")).result();
        account().post(path + "/refresh", "").result();
        Reply rotated = account().post(path + "/rotate", "");
        account().delete(path).result();
        assertThat(house().query("select action from audit_log where object_id = ? order by ordinal", id(made)))
                .containsExactly("create", "update", "update", "rotate", "delete");
        assertThat(house().query("select details from audit_log where object_id = ?", id(made))
                        .toString())
                .contains("audited", "client_secret_version")
                .doesNotContain(secret(made), secret(rotated), hash(secret(made)));
    }
}
