package dev.chancery.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the bad requests are aimed at: a product with one of everything in it, and material made by openssl. */
final class BadInputWorld {

    private static final String SSL_READ = "7b7216b327b04b8fbc8f524e1f9b7531";

    private final RunningChancery product;
    private final OpenSsl openssl;
    private final Map<String, String> words = new HashMap<>();

    BadInputWorld(RunningChancery product, Path folder) {
        this.product = product;
        this.openssl = new OpenSsl(folder);
        makeMaterial();
        fillProduct();
    }

    /** Returns what a word in the corpus stands for. */
    String word(String name) {
        return Optional.ofNullable(words.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the corpus uses an unknown word: " + name));
    }

    /** Returns a signing request with a key or a signature that is not allowed. */
    String csr(String... reqArguments) {
        String[] all = new String[reqArguments.length + 6];
        System.arraycopy(new String[] {"req", "-new", "-nodes", "-keyout", "odd.key", "-batch"}, 0, all, 0, 6);
        System.arraycopy(reqArguments, 0, all, 6, reqArguments.length);
        return openssl.run(all).succeeded();
    }

    OpenSsl openssl() {
        return openssl;
    }

    private void makeMaterial() {
        words.put("csr", OpenSsl.read(openssl.request(OpenSsl.KeyKind.P256, "/CN=bad input")));
        OpenSsl.Pair freshCa = openssl.selfSigned("fresh-ca", true);
        OpenSsl.Pair freshLeaf = openssl.selfSigned("fresh-leaf", false);
        OpenSsl.Pair used = openssl.selfSigned("ca-in-use", true);
        words.put("pem:fresh ca", OpenSsl.read(freshCa.certificate()));
        words.put("key:fresh ca", OpenSsl.read(freshCa.key()));
        words.put("pem:fresh leaf", OpenSsl.read(freshLeaf.certificate()));
        words.put("key:fresh leaf", OpenSsl.read(freshLeaf.key()));
        words.put("pem:ca in use", OpenSsl.read(used.certificate()));
        words.put("pem:ca in use with CRLF", OpenSsl.read(used.certificate()).replace("\n", "\r\n"));
        String key = OpenSsl.read(freshLeaf.key());
        words.put("key:other", OpenSsl.read(openssl.selfSigned("other", false).key()));
        words.put("key:rsa", openssl.run("genpkey", "-algorithm", "RSA").succeeded());
        words.put(
                "key:public",
                openssl.run("pkey", "-pubout", "-in", "fresh-leaf.key").succeeded());
        words.put(
                "key:encrypted",
                openssl.run("pkcs8", "-topk8", "-in", "fresh-leaf.key", "-passout", "pass:secret")
                        .succeeded());
        words.put("key:cut off", key.substring(0, key.indexOf("-----END")));
        words.put("key:broken base64", key.replaceFirst("\nM", "\n!"));
    }

    private void fillProduct() {
        V4Client owner = product.owner();
        words.put("account", product.accountId());
        words.put("zone", product.zoneId());
        words.put("owner", product.environment().getOrDefault("CLOUDFLARE_API_TOKEN", ""));
        words.put("OWNER", word("owner").toUpperCase(Locale.ROOT));
        words.put("zone2", id(owner.post("/zones", zoneBody("second.test"))));
        String certificates = product.zone() + "/client_certificates";
        Map<String, Object> issue = Map.of("csr", word("csr"), "validity_days", 30);
        words.put("certificate", id(owner.post(certificates, issue)));
        words.put("revoked", id(owner.post(certificates, issue)));
        owner.delete(certificates + "/" + word("revoked")).result();
        String uploads = product.account() + "/mtls_certificates";
        words.put("ca_in_use", id(owner.post(uploads, Map.of("ca", true, "certificates", word("pem:ca in use")))));
        words.put("mtls", word("ca_in_use"));
        OpenSsl.Pair leaf = openssl.selfSigned("leaf", false);
        words.put(
                "leaf",
                id(owner.post(
                        uploads,
                        Map.of(
                                "ca", false,
                                "certificates", OpenSsl.read(leaf.certificate()),
                                "private_key", OpenSsl.read(leaf.key())))));
        fillIdentity(owner, OpenSsl.read(leaf.certificate()));
        owner.put(
                        product.zone() + "/certificate_authorities/hostname_associations",
                        Map.of("hostnames", List.of("api.example.com"), "mtls_certificate_id", word("ca_in_use")))
                .result();
        Map<String, Object> bound = Map.of(
                "name", "bound",
                "certificate", word("pem:ca in use"),
                "associated_hostnames", List.of("admin.example.com"));
        words.put(
                "access_certificate",
                owner.post(product.account() + "/access/certificates", bound)
                        .result(201)
                        .path("id")
                        .asText());
        fillPolicies(product.account() + "/access");
        fillAccess();
        JsonNode reader = owner.post("/user/tokens", readerBody()).result();
        words.put("token", reader.path("id").asText());
        words.put("reader", reader.path("value").asText());
    }

    /** A SAML provider and its certificate set. */
    private void fillIdentity(V4Client owner, String signing) {
        String providers = product.account() + "/access/identity_providers";
        Map<String, Object> config = Map.of(
                "issuer_url", "https://idp.example.com",
                "sso_target_url", "https://idp.example.com/login",
                "idp_public_certs", List.of(signing));
        JsonNode provider = owner.post(providers, Map.of("name", "SAML", "type", "saml", "config", config))
                .result(201);
        words.put("provider", provider.path("id").asText());
        JsonNode set = owner.post(providers + "/" + word("provider") + "/saml_certificate", Map.of())
                .result(201);
        words.put("saml_set", set.path("uid").asText());
    }

    /** A policy, and what its rules name. */
    private void fillPolicies(String access) {
        V4Client owner = product.owner();
        List<Map<String, Object>> everyone = List.of(Map.of("everyone", Map.of()));
        words.put("group", created(owner.post(access + "/groups", Map.of("name", "in use", "include", everyone))));
        words.put("service_token", created(owner.post(access + "/service_tokens", Map.of("name", "in use"))));
        List<Map<String, Object>> rules = List.of(
                Map.of("group", Map.of("id", word("group"))),
                Map.of("service_token", Map.of("token_id", word("service_token"))));
        Map<String, Object> policy = Map.of("name", "in use", "decision", "allow", "include", rules);
        words.put("policy", created(owner.post(access + "/policies", policy)));
    }

    /** Applications, and the CA of the gateway. */
    private void fillAccess() {
        V4Client owner = product.owner();
        String applications = product.account() + "/access/apps";
        words.put("app", created(owner.post(applications, hosted("app.example.com"))));
        created(owner.post(applications, hosted("app.second.test")));
        words.put(
                "bookmark",
                created(owner.post(applications, Map.of("type", "bookmark", "domain", "https://example.org"))));
        words.put("gateway_ca", created(owner.post(product.account() + "/access/gateway_ca", Map.of())));
    }

    private static Map<String, Object> hosted(String domain) {
        return Map.of("type", "self_hosted", "name", domain, "domain", domain);
    }

    private Map<String, Object> zoneBody(String name) {
        return Map.of("name", name, "account", Map.of("id", product.accountId()));
    }

    private Map<String, Object> readerBody() {
        return Map.of(
                "name",
                "reader",
                "policies",
                List.of(Map.of(
                        "effect", "allow",
                        "resources", Map.of("com.cloudflare.api.account.zone." + product.zoneId(), "*"),
                        "permission_groups", List.of(Map.of("id", SSL_READ)))));
    }

    private static String created(V4Answer answer) {
        return answer.result(201).path("id").asText();
    }

    private static String id(V4Answer answer) {
        return answer.result().path("id").asText();
    }
}
