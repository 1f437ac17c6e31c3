package dev.chancery.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The DNS names a certificate is for: those of its subject alternative name (RFC 5280 section 4.2.1.6), as they are written. */
public final class DnsNames {
    private static final int EXTENSIONS = 3;
    private static final int DNS_NAME = 2;

    private DnsNames() {}

    /**
     * Reads them; a name in the subject's common name alone counts for nothing (RFC 9525 section 2).
     *
     * @return in their order; empty if there is none
     * @throws DerException if the extension cannot be read
     */
    public static List<String> of(Certificate certificate) throws DerException {
        DerReader outer = new DerReader(certificate.tbs());
        DerReader fields = outer.sequence("certificate");
        while (fields.hasMore()) {
            if (fields.nextIs(DerWriter.constructed(EXTENSIONS))) {
                DerReader wrapped = fields.enter(DerWriter.constructed(EXTENSIONS), "extensions");
                return in(wrapped.sequence("extensions"));
            }
            fields.element("field of the certificate");
        }
        return List.of();
    }

    private static List<String> in(DerReader extensions) throws DerException {
        while (extensions.hasMore()) {
            DerReader extension = extensions.sequence("extension");
            Oid oid = extension.oid("extension identifier");
            if (extension.nextIs(DerWriter.BOOLEAN)) {
                extension.element("critical flag");
            }
            Der value = extension.content(DerWriter.OCTET_STRING, "extension value");
            if (oid.equals(Oid.of("2.5.29.17"))) {
                return names(value);
            }
        }
        return List.of();
    }

    private static List<String> names(Der value) throws DerException {
        DerReader outer = new DerReader(value);
        DerReader names = outer.sequence("subject alternative name");
        outer.end("subject alternative name");
        List<String> found = new ArrayList<>();
        while (names.hasMore()) {
            if (names.nextIs(DerWriter.primitive(DNS_NAME))) {
                Der name = names.content(DerWriter.primitive(DNS_NAME), "DNS name");
                found.add(new String(name.toByteArray(), StandardCharsets.US_ASCII));
            } else {
                names.element("name of the subject alternative name");
            }
        }
        return List.copyOf(found);
    }
}
