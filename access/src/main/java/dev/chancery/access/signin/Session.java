package dev.chancery.access.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.control.accessplane.SeenUser;
import dev.chancery.control.principal.AccountId;
import dev.chancery.trust.access.Person;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody is signed in to an organization.
 *
 * @param account the organization's account
 * @param nonce names it; in tokens {@code identity_nonce}
 * @param identity who
 * @param provider who vouched for them
 * @param providerType the API's word for what kind that is
 * @param since from when on
 * @param until when it ends
 * @param client the address they signed in from
 */
record Session(
        AccountId account,
        String nonce,
        Identity identity,
        UUID provider,
        String providerType,
        Instant since,
        Instant until,
        String client) {
    /** The person, as policies judge them. */
    Person person() {
        return new Person(identity.email(), provider, identity.methods(), identity.groups(), identity.claims());
    }

    /** The same for the same person in one account, whoever vouches for them. */
    UUID subject() {
        return SeenUser.idOf(account, identity.email());
    }

    /** The same for the log of sign-ins. */
    SeenUser user() {
        return new SeenUser(subject(), identity.email(), identity.name(), json());
    }

    /** As {@code get-identity} shows it and the store keeps it. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", subject().toString());
        json.put("user_uuid", subject().toString());
        json.put("name", identity.name());
        json.put("email", identity.email());
        json.putObject("idp").put("id", provider.toString()).put("type", providerType);
        array(json.putArray("amr"), identity.methods());
        array(json.putArray("groups"), identity.groups());
        ObjectNode claims = json.putObject("custom");
        identity.claims().forEach((name, values) -> array(claims.putArray(name), values));
        json.put("account_id", account.hex());
        json.put("ip", client);
        json.put("iat", since.getEpochSecond());
        json.put("exp", until.getEpochSecond());
        identity.until().ifPresent(end -> json.put("idp_exp", end.getEpochSecond()));
        return json;
    }

    private static void array(ArrayNode array, Set<String> values) {
        values.stream().sorted().forEach(array::add);
    }

    static Session of(AccountId account, String nonce, ObjectNode json) {
        Map<String, Set<String>> claims = new HashMap<>();
        json.path("custom").forEachEntry((name, values) -> claims.put(name, texts(values)));
        return new Session(
                account,
                nonce,
                new Identity(
                        json.path("email").textValue(),
                        json.path("name").textValue(),
                        texts(json.path("amr")),
                        texts(json.path("groups")),
                        claims,
                        json.has("idp_exp")
                                ? Optional.of(Instant.ofEpochSecond(
                                        json.path("idp_exp").longValue()))
                                : Optional.empty()),
                UUID.fromString(json.path("idp").path("id").textValue()),
                json.path("idp").path("type").textValue(),
                Instant.ofEpochSecond(json.path("iat").longValue()),
                Instant.ofEpochSecond(json.path("exp").longValue()),
                json.path("ip").textValue());
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(each -> texts.add(each.textValue()));
        return texts;
    }

    /** Without the nonce. */
    @Override
    public String toString() {
        return "Session[%s, %s]".formatted(account, provider);
    }
}
