package dev.chancery.edge.fields;

import dev.chancery.pki.Certificate;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A verified certificate told field by field, in the names and forms of the original's "TLS client auth headers". */
final class CertificateDescription {
    /** As OpenSSL prints a time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT);

    private CertificateDescription() {}

    /** Names and values in their order, of the leaf of a path. */
    static Map<String, String> of(List<Certificate> path) {
        Certificate leaf = path.getFirst();
        Optional<Certificate> issuer = path.size() > 1 ? Optional.of(path.get(1)) : Optional.empty();
        Map<String, String> told = new LinkedHashMap<>();
        told.put("cf-cert-presented", "true");
        told.put("cf-cert-verified", "true");
        told.put("cf-cert-revoked", "false");
        told.put("cf-cert-subject-dn", ascii(leaf.subjectString()));
        told.put("cf-cert-issuer-dn", ascii(leaf.issuerString()));
        told.put("cf-cert-subject-dn-rfc2253", ascii(leaf.subjectString()));
        told.put("cf-cert-issuer-dn-rfc2253", ascii(leaf.issuerString()));
        told.put("cf-cert-subject-dn-legacy", ascii(legacy(leaf.subjectString())));
        told.put("cf-cert-issuer-dn-legacy", ascii(legacy(leaf.issuerString())));
        told.put("cf-cert-serial", upper(leaf.serialHex()));
        told.put(
                "cf-cert-issuer-serial",
                issuer.map(each -> upper(each.serialHex())).orElse(""));
        told.put("cf-cert-fingerprint-sha256", leaf.fingerprintSha256());
        told.put("cf-cert-fingerprint-sha1", sha1(leaf.der().toByteArray()));
        told.put("cf-cert-not-before", time(leaf.notBefore()));
        told.put("cf-cert-not-after", time(leaf.notAfter()));
        told.put("cf-cert-ski", upper(leaf.skiHex()));
        told.put("cf-cert-issuer-ski", upper(leaf.akiHex()));
        return told;
    }

    /** {@code CN=a,O=b} as {@code /O=b/CN=a}. */
    private static String legacy(String name) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                part.append(name.charAt(++i));
            } else if (c == ',') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return name.isEmpty() ? "" : "/" + String.join("/", parts.reversed());
    }

    /** Names may hold any letter; a field's value holds ASCII only, the rest escaped as RFC 2253 does bytes. */
    private static String ascii(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte each : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            if (each >= ' ' && each < 0x7f) {
                out.append((char) each);
            } else {
                out.append('\\').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return out.toString();
    }

    private static String upper(String hex) {
        return hex.toUpperCase(Locale.ROOT);
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
