package dev.chancery.control.samlcertificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code xmlsec1} command, which encrypts as identity providers do. */
record XmlSec(Path folder) {
    static final String CONTENT = "<Assertion>alice@example.com</Assertion>";

    private static final String TEMPLATE = """
            <EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element">
            <EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/>
            <KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">
            <EncryptedKey xmlns="http://www.w3.org/2001/04/xmlenc#">
            <EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/>
            <CipherData><CipherValue/></CipherData>
            </EncryptedKey>
            </KeyInfo>
            <CipherData><CipherValue/></CipherData>
            </EncryptedData>
            """;

    private static final Pattern VALUE = Pattern.compile("<CipherValue>([^<]+)</CipherValue>");

    /**
     * An encrypted assertion.
     *
     * @param key the encrypted content key
     * @param data the content, AES-256-CBC, its initialisation vector first
     */
    @SuppressWarnings("ArrayRecordComponent") // taken apart and forgotten; never compared
    record Encrypted(byte[] key, byte[] data) {}

    /** Encrypts {@link #CONTENT} to a certificate. */
    Encrypted encrypt(String certificate) {
        write("cert.pem", certificate);
        write("template.xml", TEMPLATE);
        write("assertion.xml", CONTENT);
        run(
                "--encrypt",
                "--pubkey-cert-pem",
                "cert.pem",
                "--session-key",
                "aes-256",
                "--xml-data",
                "assertion.xml",
                "--output",
                "encrypted.xml",
                "template.xml");
        Matcher values = VALUE.matcher(read("encrypted.xml"));
        return new Encrypted(next(values), next(values));
    }

    private static byte[] next(Matcher values) {
        if (!values.find()) {
            throw new AssertionError("xmlsec1 wrote no CipherValue");
        }
        return Base64.getMimeDecoder().decode(values.group(1));
    }

    private void run(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "xmlsec1";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("xmlsec1: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
