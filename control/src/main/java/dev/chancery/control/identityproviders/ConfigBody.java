package dev.chancery.control.identityproviders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chancery.ca.ClientSecret;
import dev.chancery.control.publishing.IdentityProviderType;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Excerpt;
import dev.chancery.control.v4.Body;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.PemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code config} of a provider of some type. Faults go to the body, each with its place; none quotes a secret. */
final class ConfigBody {
    private static final int LONGEST_TEXT = 2048;
    private static final int LONGEST_SECRET = 4096;
    private static final int MOST_ITEMS = 100;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> PROMPTS = Set.of("login", "select_account", "none");

    /** A field name of HTTP (RFC 9110 section 5.1). */
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");

    private final Body body;
    private final ObjectNode members = JsonNodeFactory.instance.objectNode();
    private Optional<ClientSecret> secret = Optional.empty();

    private ConfigBody(Body body) {
        this.body = body;
    }

    /** What was read; not to be used once the body has faults. */
    record Read(ProviderConfig config, Optional<ClientSecret> secret) {
        static final Read NOTHING =
                new Read(new ProviderConfig(JsonNodeFactory.instance.objectNode()), Optional.empty());
    }

    static Read read(Body config, IdentityProviderType type) {
        ConfigBody reader = new ConfigBody(config);
        ConfigShape.of(type).forEach(reader::read);
        return new Read(new ProviderConfig(reader.members), reader.secret);
    }

    private void read(ConfigField field) {
        String name = field.name();
        if (!body.has(name)) {
            if (field.required()) {
                body.missing(name, expected(field.kind()));
            }
            return;
        }
        switch (field.kind()) {
            case TEXT -> text(name, field.required());
            case TEXTS -> texts(name).ifPresent(items -> members.set(name, array(items)));
            case FLAG -> body.flag(name).ifPresent(flag -> members.put(name, flag));
            case ADDRESS -> address(name, Set.of("https", "http"));
            case ENDPOINT -> address(name, Set.of("https"));
            case SECRET -> secret(name);
            case PROMPT ->
                body.parsed(name, word -> Optional.of(word).filter(PROMPTS::contains), expected(field.kind()))
                        .ifPresent(word -> members.put(name, word));
            case CERTIFICATES -> certificates(name);
            case HEADERS -> headers(name);
        }
    }

    private static String expected(ConfigField.Kind kind) {
        return switch (kind) {
            case TEXT, SECRET -> "a string";
            case TEXTS -> "an array of strings";
            case FLAG -> "a boolean";
            case ADDRESS -> "an http or https URL";
            case ENDPOINT -> "an https URL";
            case PROMPT -> "login, select_account or none";
            case CERTIFICATES -> "an array of X.509 certificates, each PEM or base64";
            case HEADERS -> "an array of objects with attribute_name and header_name";
        };
    }

    private void text(String name, boolean required) {
        body.text(name, LONGEST_TEXT).ifPresent(text -> {
            if (required && text.isBlank()) {
                body.invalid(name, "%s: %s (expected: text)".formatted(name, Excerpt.of(text)));
            }
            members.put(name, text);
        });
    }

    private Optional<List<String>> texts(String name) {
        Optional<List<String>> items = body.texts(name);
        items.filter(list -> list.size() > MOST_ITEMS)
                .ifPresent(list -> body.invalid(
                        name, "%s: %d items (expected: at most %d)".formatted(name, list.size(), MOST_ITEMS)));
        items.stream()
                .flatMap(List::stream)
                .filter(item -> item.isBlank() || item.length() > LONGEST_TEXT || item.indexOf(0) >= 0)
                .findFirst()
                .ifPresent(item -> body.invalid(
                        name,
                        "%s: %s (expected: each 1 to %d characters)".formatted(name, Excerpt.of(item), LONGEST_TEXT)));
        return items;
    }

    private void address(String name, Set<String> schemes) {
        boolean ours = schemes.size() == 1;
        body.parsed(
                        name,
                        text -> isAddress(text, schemes) ? Optional.of(text) : Optional.empty(),
                        ours ? "an https URL, or an http one on this machine" : "an http or https URL")
                .ifPresent(text -> members.put(name, text));
    }

    private static boolean isAddress(String text, Set<String> schemes) {
        try {
            URI uri = new URI(text);
            return text.length() <= LONGEST_TEXT
                    && uri.getScheme() != null
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && (schemes.contains(uri.getScheme())
                            || (uri.getScheme().equals("http") && THIS_MACHINE.contains(uri.getHost())));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** By hand: the body's own getters quote what they refuse. */
    private void secret(String name) {
        JsonNode node = body.raw(name).orElseThrow();
        if (!node.isTextual()) {
            body.fault(ErrorCode.WRONG_TYPE, name, "%s: not a string (expected: a string)".formatted(name));
            return;
        }
        String text = node.textValue();
        if (text.isBlank() || text.length() > LONGEST_SECRET) {
            body.invalid(
                    name,
                    "%s: %d characters (expected: 1 to %d, not only blanks)"
                            .formatted(name, text.length(), LONGEST_SECRET));
            return;
        }
        secret = Optional.of(ClientSecret.of(text));
    }

    private void certificates(String name) {
        texts(name).ifPresent(items -> {
            if (items.isEmpty()
                    && body.raw(name)
                            .filter(JsonNode::isArray)
                            .filter(JsonNode::isEmpty)
                            .isPresent()) {
                body.invalid(name, "%s: none (expected: at least one X.509 certificate)".formatted(name));
            }
            for (int i = 0; i < items.size(); i++) {
                String place = name + "/" + i;
                why(items.get(i))
                        .ifPresent(why -> body.fault(
                                ErrorCode.CERTIFICATE_UNREADABLE,
                                place,
                                "%s: %s (expected: an X.509 certificate, PEM or base64)".formatted(place, why)));
            }
            members.set(name, array(items));
        });
    }

    /** Why a text is no certificate. */
    private static Optional<String> why(String text) {
        try {
            if (text.contains("-----BEGIN")) {
                Certificate.parsePem(text);
            } else {
                Certificate.parse(Der.of(Base64.getMimeDecoder().decode(text)));
            }
            return Optional.empty();
        } catch (PemException e) {
            return Optional.of(e.sentence());
        } catch (DerException e) {
            return Optional.of(e.sentence());
        } catch (IllegalArgumentException e) {
            return Optional.of("neither PEM nor base64");
        }
    }

    private void headers(String name) {
        body.objects(name).ifPresent(items -> {
            ArrayNode headers = members.putArray(name);
            for (Body item : items) {
                ObjectNode header = headers.addObject();
                item.text("attribute_name", LONGEST_TEXT).ifPresent(text -> header.put("attribute_name", text));
                item.parsed(
                                "header_name",
                                text -> Optional.of(text)
                                        .filter(it -> HEADER.matcher(it).matches()),
                                "the name of an HTTP header")
                        .ifPresent(text -> header.put("header_name", text));
            }
        });
    }

    private static ArrayNode array(List<String> items) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(array::add);
        return array;
    }
}
