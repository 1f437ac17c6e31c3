package dev.chancery.access.saml;

import dev.chancery.pki.Certificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The {@code xmlsec1} command, which knows nothing of our code: it encrypts as identity providers do, and checks signatures. */
record XmlSec(Path folder) {
    /** An assertion encrypted to a certificate. */
    String encrypted(String assertion, ContentCipher cipher, String keyMethod, Certificate to) throws Exception {
        String key = encryptedKey(keyMethod, "");
        write("to.pem", to.toPem());
        write("template.xml", data(cipher, key));
        write("assertion.xml", declared(assertion));
        run(
                "--encrypt",
                "--pubkey-cert-pem",
                "to.pem",
                "--session-key",
                "aes-" + 8 * cipher.keyBytes(),
                "--xml-data",
                "assertion.xml",
                "--output",
                "encrypted.xml",
                "template.xml");
        return around(Files.readString(folder.resolve("encrypted.xml")));
    }

    /** An assertion encrypted with the key in {@code content.key}, which somebody else encrypted. */
    String encryptedUnder(String assertion, ContentCipher cipher, String keyMethod, String wrapped) throws Exception {
        write("template.xml", data(cipher, ""));
        write("assertion.xml", declared(assertion));
        run(
                "--encrypt",
                "--aeskey",
                "content.key",
                "--xml-data",
                "assertion.xml",
                "--output",
                "encrypted.xml",
                "template.xml");
        String encrypted = Files.readString(folder.resolve("encrypted.xml"));
        return around(
                encrypted.replace("</xenc:EncryptedData>", "</xenc:EncryptedData>" + encryptedKey(keyMethod, wrapped)));
    }

    /** How a command ended, and what it printed. */
    private record Said(int exit, String output) {}

    /** Runs it; a failure of the command fails the test. */
    String run(String... arguments) throws Exception {
        Said said = said(arguments);
        if (said.exit() != 0) {
            throw new AssertionError("xmlsec1 " + String.join(" ", arguments) + ": " + said.output());
        }
        return said.output();
    }

    /** Runs it, however it ends. */
    int attempt(String... arguments) throws Exception {
        return said(arguments).exit();
    }

    private Said said(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("xmlsec1"));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), output);
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String declared(String assertion) {
        return assertion.contains("xmlns:saml=")
                ? assertion
                : assertion.replaceFirst("<saml:Assertion", "<saml:Assertion xmlns:saml=\"" + Names.SAML + "\"");
    }

    private static String data(ContentCipher cipher, String key) {
        String info = key.isEmpty() ? "" : "<ds:KeyInfo xmlns:ds=\"" + Names.DSIG + "\">" + key + "</ds:KeyInfo>";
        return ("<xenc:EncryptedData xmlns:xenc=\"%s\" Type=\"%sElement\"><xenc:EncryptionMethod Algorithm=\"%s\"/>%s"
                        + "<xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData>")
                .formatted(Names.XENC, Names.XENC, cipher.algorithm(), info);
    }

    private static String encryptedKey(String method, String value) {
        return ("<xenc:EncryptedKey xmlns:xenc=\"%s\">%s<xenc:CipherData><xenc:CipherValue>%s</xenc:CipherValue>"
                        + "</xenc:CipherData></xenc:EncryptedKey>")
                .formatted(Names.XENC, method, value);
    }

    private static String around(String encrypted) {
        String inner = encrypted.replaceFirst("<\\?xml[^>]*\\?>\\s*", "");
        return "<saml:EncryptedAssertion xmlns:saml=\"" + Names.SAML + "\">" + inner + "</saml:EncryptedAssertion>";
    }
}
