package dev.chancery.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wrangler cert} and {@code wrangler mtls-certificate} upload, list and delete. */
@WithChancery
final class WranglerTest {

    private static final Pattern ID = Pattern.compile("ID: ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    @TempDir
    private Path folder = Path.of("");

    private final RunningChancery product;
    private final NodePackage wrangler = NodePackage.installed("wrangler");

    WranglerTest(RunningChancery product) {
        this.product = product;
    }

    @BeforeEach
    void startWithoutCertificates() {
        for (JsonNode each :
                product.owner().get(product.account() + "/mtls_certificates").result()) {
            product.owner()
                    .delete(product.account() + "/mtls_certificates/"
                            + each.path("id").asText())
                    .result();
        }
    }

    @Test
    void uploadsListsAndDeletesAnMtlsCertificateByNameAndById() {
        OpenSsl openssl = new OpenSsl(folder);
        for (String name : List.of("by-name", "by-id")) {
            OpenSsl.Pair pair = openssl.selfSigned(name, false);
            String said = wrangler(
                            "mtls-certificate",
                            "upload",
                            "--cert",
                            pair.certificate().toString(),
                            "--key",
                            pair.key().toString(),
                            "--name",
                            name)
                    .succeeded();
            assertThat(said).contains("Success!").contains("Issuer: CN=" + name + ",O=Acceptance");
        }

        String listed = wrangler("mtls-certificate", "list").succeeded();
        assertThat(listed).contains("Name: by-name", "Name: by-id");
        assertThat(wrangler("mtls-certificate", "delete", "--name", "by-name").succeeded())
                .containsPattern("Deleted certificate .* successfully");
        String id = idAfter("Name: by-id", listed);
        assertThat(wrangler("mtls-certificate", "delete", "--id", id).succeeded())
                .containsPattern("Deleted certificate .* successfully");
        assertThat(names()).isEmpty();
    }

    @Test
    void uploadsListsAndDeletesCertificatesOfBothKinds() {
        OpenSsl openssl = new OpenSsl(folder);
        OpenSsl.Pair ca = openssl.selfSigned("authority", true);
        OpenSsl.Pair leaf = openssl.selfSigned("leaf", false);

        assertThat(wrangler(
                                "cert",
                                "upload",
                                "certificate-authority",
                                "--ca-cert",
                                ca.certificate().toString(),
                                "--name",
                                "authority")
                        .succeeded())
                .contains("Success!");
        assertThat(wrangler(
                                "cert",
                                "upload",
                                "mtls-certificate",
                                "--cert",
                                leaf.certificate().toString(),
                                "--key",
                                leaf.key().toString(),
                                "--name",
                                "leaf")
                        .succeeded())
                .contains("Success!");

        String listed = wrangler("cert", "list").succeeded();
        assertThat(listed).contains("Name: authority", "Name: leaf").containsOnlyOnce("CA: true");
        assertThat(wrangler("mtls-certificate", "list").succeeded()).doesNotContain("Name: authority");
        assertThat(wrangler("cert", "delete", "--name", "authority").succeeded())
                .containsPattern("Deleted certificate .* successfully");
        assertThat(wrangler("cert", "delete", "--id", idAfter("Name: leaf", listed))
                        .succeeded())
                .containsPattern("Deleted certificate .* successfully");
        assertThat(names()).isEmpty();
    }

    @Test
    void showsWhatARefusalSays() {
        OpenSsl openssl = new OpenSsl(folder);
        OpenSsl.Pair leaf = openssl.selfSigned("no-authority", false);

        assertThat(wrangler(
                                "cert",
                                "upload",
                                "certificate-authority",
                                "--ca-cert",
                                leaf.certificate().toString(),
                                "--name",
                                "no-authority")
                        .failed())
                .contains("[code: 1474]");
        assertThat(wrangler("mtls-certificate", "delete", "--id", "2458ce5a-0c35-4c7f-82c7-8e9487d3ff60")
                        .failed())
                .contains("[code: 1472]");
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        product.owner()
                .get(product.account() + "/mtls_certificates")
                .result()
                .forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    private Command.Outcome wrangler(String... arguments) {
        return wrangler.node("node_modules/wrangler/bin/wrangler.js", arguments)
                .in(folder)
                .with(product.environment())
                .with(Map.of(
                        "CI", "1",
                        "HOME", folder.toString(),
                        "XDG_CONFIG_HOME", folder.toString(),
                        "WRANGLER_HIDE_BANNER", "true",
                        "WRANGLER_SEND_METRICS", "false"))
                .run();
    }

    /** The listing has the id on the line before or after the name; both belong to one block. */
    private static String idAfter(String name, String listing) {
        for (String block : listing.split("\n\n", -1)) {
            Matcher id = ID.matcher(block);
            if (block.contains(name) && id.find()) {
                return id.group(1);
            }
        }
        throw new AssertionError("no id beside '" + name + "' in:\n" + listing);
    }
}
