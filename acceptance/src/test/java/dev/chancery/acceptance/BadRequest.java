package dev.chancery.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request the product must refuse, and how.
 *
 * <p>Texts may hold {@code {word}}, which stands for a piece of the world (an id, a token, a PEM), and {@code {x*20}},
 * which stands for {@code x} twenty times.
 *
 * @param name what is wrong with it
 * @param credentials header names and values, or null for the owner's token
 * @param headers further header names and values
 * @param body the bytes to send, or null for none
 * @param status the status of the answer
 * @param codes the codes the first error may have
 * @param chain the code the first error's chain begins with, or 0 if that is not asked
 */
@SuppressWarnings("ArrayRecordComponent") // on its way to the socket; never compared
record BadRequest(
        String name,
        String method,
        String path,
        @Nullable List<String> credentials,
        List<String> headers,
        byte @Nullable [] body,
        int status,
        List<Integer> codes,
        int chain) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern REPEATED = Pattern.compile("\\{([^{}*\"]{1,3})\\*(\\d+)}");
    private static final Pattern NAMED = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_ :-]*)}");

    /** Reads the corpus with each word resolved. */
    static List<BadRequest> corpus(UnaryOperator<String> world) {
        try (InputStream stream =
                Objects.requireNonNull(BadRequest.class.getResourceAsStream("/corpus/requests.json"))) {
            List<BadRequest> found = new ArrayList<>();
            for (JsonNode node : JSON.readTree(stream)) {
                found.add(parse(node, text -> filled(text, world)));
            }
            return found;
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** A request whose body carries one mutated text as a member. */
    static BadRequest upload(String name, String path, Map<String, ?> body, int status, List<Integer> codes) {
        byte[] bytes = JSON.valueToTree(body).toString().getBytes(StandardCharsets.UTF_8);
        return new BadRequest(name, "POST", path, null, List.of(), bytes, status, codes, 0);
    }

    @Override
    public String toString() {
        return name;
    }

    private static BadRequest parse(JsonNode node, UnaryOperator<String> fill) throws IOException {
        return new BadRequest(
                node.path("name").asText(),
                node.path("method").asText(),
                fill.apply(node.path("path").asText()),
                node.has("credentials") ? texts(node.path("credentials"), fill) : null,
                texts(node.path("headers"), fill),
                bodyOf(node, fill),
                node.path("status").asInt(),
                JSON.convertValue(
                        node.path("codes"), JSON.getTypeFactory().constructCollectionType(List.class, Integer.class)),
                node.path("chain").asInt(0));
    }

    private static byte @Nullable [] bodyOf(JsonNode node, UnaryOperator<String> fill) throws IOException {
        if (node.has("json")) {
            return JSON.writeValueAsBytes(filledTree(node.path("json"), fill));
        }
        if (node.has("text")) {
            return fill.apply(node.path("text").asText()).getBytes(StandardCharsets.UTF_8);
        }
        if (node.has("base64")) {
            return Base64.getDecoder().decode(node.path("base64").asText());
        }
        if (node.has("nest")) {
            JsonNode nest = node.path("nest");
            int times = nest.path("times").asInt();
            return (nest.path("open").asText().repeat(times)
                            + nest.path("middle").asText()
                            + nest.path("close").asText().repeat(times))
                    .getBytes(StandardCharsets.UTF_8);
        }
        return null;
    }

    private static List<String> texts(JsonNode array, UnaryOperator<String> fill) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(fill.apply(item.asText())));
        return texts;
    }

    private static JsonNode filledTree(JsonNode node, UnaryOperator<String> fill) {
        if (node instanceof ObjectNode object) {
            ObjectNode filled = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(member -> filled.set(fill.apply(member.getKey()), filledTree(member.getValue(), fill)));
            return filled;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode filled = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> filled.add(filledTree(item, fill)));
            return filled;
        }
        return node.isTextual() ? TextNode.valueOf(fill.apply(node.textValue())) : node;
    }

    private static String filled(String text, UnaryOperator<String> world) {
        String repeated = REPEATED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
        return NAMED.matcher(repeated).replaceAll(found -> Matcher.quoteReplacement(world.apply(found.group(1))));
    }
}
