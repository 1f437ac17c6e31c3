package dev.chancery.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of a certificate (RFC 5280 section 4.2), the well-known ones decoded, in the order they appear.
 *
 * @param values what each extension holds, undecoded: most readers want few of them, and a path validation the others
 * @param order object identifiers in the order they appear
 * @param critical those marked critical
 * @param basicConstraints decoded, when present
 * @param keyUsage decoded, when present
 * @param extendedKeyUsages purposes; empty when the extension is absent
 * @param subjectKeyIdentifier the identifier, when present
 * @param authorityKeyIdentifier the keyIdentifier field, when present
 * @param crlDistributionPoints URIs of full names
 * @param ocspUris URIs of access method OCSP
 * @param caIssuers URIs of access method caIssuers
 */
record Extensions(
        Map<Oid, Der> values,
        List<Oid> order,
        Set<Oid> critical,
        @Nullable BasicConstraints basicConstraints,
        @Nullable Set<KeyUsage> keyUsage,
        List<Oid> extendedKeyUsages,
        @Nullable Der subjectKeyIdentifier,
        @Nullable Der authorityKeyIdentifier,
        List<String> crlDistributionPoints,
        List<String> ocspUris,
        List<String> caIssuers) {
    private static final int MAX_EXTENSIONS = 64;

    static final Extensions NONE = new Extensions(
            Map.of(), List.of(), Set.of(), null, null, List.of(), null, null, List.of(), List.of(), List.of());

    boolean has(Oid oid) {
        return order.contains(oid);
    }

    /** What the extension holds, undecoded. */
    Optional<Der> value(Oid oid) {
        return Optional.ofNullable(values.get(oid));
    }

    /**
     * Reads the content of {@code Extensions ::= SEQUENCE OF SEQUENCE { extnID, critical DEFAULT FALSE, extnValue }}.
     *
     * @throws DerException also when an extension appears twice (RFC 5280 section 4.2)
     */
    static Extensions parse(DerReader list) throws DerException {
        Map<Oid, Der> values = HashMap.newHashMap(12);
        List<Oid> order = new ArrayList<>(10);
        Set<Oid> critical = new LinkedHashSet<>(4);
        while (list.hasMore()) {
            DerReader extension = list.sequence("extension");
            Oid oid = extension.oid("extension identifier");
            // An encoded FALSE is not DER, but too common in CAs people bring to refuse it.
            if (extension.nextIs(DerWriter.BOOLEAN) && extension.bool("critical flag of extension " + oid)) {
                critical.add(oid);
            }
            Der value = extension.content(DerWriter.OCTET_STRING, "extension value");
            extension.end("extension value");
            if (values.put(oid, value) != null) {
                throw new DerException("The extension " + oid + " appears twice (RFC 5280 section 4.2).");
            }
            order.add(oid);
            if (order.size() > MAX_EXTENSIONS) {
                throw new DerException("There are more than " + MAX_EXTENSIONS + " extensions.");
            }
        }
        return decode(order, critical, values);
    }

    private static Extensions decode(List<Oid> order, Set<Oid> critical, Map<Oid, Der> values) throws DerException {
        Der constraints = values.get(Oids.BASIC_CONSTRAINTS);
        Der usage = values.get(Oids.KEY_USAGE);
        Der purposes = values.get(Oids.EXTENDED_KEY_USAGE);
        Der subjectKey = values.get(Oids.SUBJECT_KEY_IDENTIFIER);
        Der authorityKey = values.get(Oids.AUTHORITY_KEY_IDENTIFIER);
        Der points = values.get(Oids.CRL_DISTRIBUTION_POINTS);
        Der access = values.get(Oids.AUTHORITY_INFO_ACCESS);
        List<String> ocsp = new ArrayList<>(1);
        List<String> issuers = new ArrayList<>(1);
        if (access != null) {
            parseAccess(access, ocsp, issuers);
        }
        return new Extensions(
                values,
                order,
                critical,
                constraints == null
                        ? null
                        : BasicConstraints.parse(constraints, critical.contains(Oids.BASIC_CONSTRAINTS)),
                usage == null ? null : KeyUsage.parse(usage),
                purposes == null ? List.of() : parsePurposes(purposes),
                subjectKey == null ? null : parseSubjectKey(subjectKey),
                authorityKey == null ? null : parseAuthorityKey(authorityKey),
                points == null ? List.of() : parsePoints(points),
                ocsp,
                issuers);
    }

    private static List<Oid> parsePurposes(Der value) throws DerException {
        DerReader list = new DerReader(value);
        DerReader purposes = list.sequence("extended key usage");
        list.end("extended key usage");
        List<Oid> oids = new ArrayList<>(2);
        do {
            oids.add(purposes.oid("purpose of the extended key usage"));
        } while (purposes.hasMore());
        return oids;
    }

    private static Der parseSubjectKey(Der value) throws DerException {
        DerReader outer = new DerReader(value);
        Der identifier = outer.content(DerWriter.OCTET_STRING, "subject key identifier");
        outer.end("subject key identifier");
        return identifier;
    }

    private static @Nullable Der parseAuthorityKey(Der value) throws DerException {
        DerReader outer = new DerReader(value);
        DerReader fields = outer.sequence("authority key identifier");
        outer.end("authority key identifier");
        Der identifier =
                fields.nextIs(DerWriter.primitive(0)) ? fields.content(DerWriter.primitive(0), "key identifier") : null;
        // The issuer's name and serial may follow; nothing here uses them.
        while (fields.hasMore()) {
            fields.element("authority key identifier");
        }
        return identifier;
    }

    /** {@code SEQUENCE OF SEQUENCE { distributionPoint [0] { fullName [0] GeneralNames }, … }}. */
    private static List<String> parsePoints(Der value) throws DerException {
        DerReader outer = new DerReader(value);
        DerReader points = outer.sequence("CRL distribution points");
        outer.end("CRL distribution points");
        List<String> uris = new ArrayList<>(1);
        while (points.hasMore()) {
            DerReader point = points.sequence("CRL distribution point");
            if (point.nextIs(DerWriter.constructed(0))) {
                DerReader name = point.enter(DerWriter.constructed(0), "name of the CRL distribution point");
                if (name.nextIs(DerWriter.constructed(0))) {
                    DerReader full = name.enter(DerWriter.constructed(0), "full name of the CRL distribution point");
                    while (full.hasMore()) {
                        addIfUri(full.element("name of the CRL distribution point"), uris);
                    }
                }
            }
        }
        return uris;
    }

    private static void parseAccess(Der value, List<String> ocsp, List<String> issuers) throws DerException {
        DerReader outer = new DerReader(value);
        DerReader descriptions = outer.sequence("authority information access");
        outer.end("authority information access");
        while (descriptions.hasMore()) {
            DerReader description = descriptions.sequence("access description");
            Oid method = description.oid("access method");
            Der location = description.element("access location");
            description.end("access location");
            if (method.equals(Oids.AD_OCSP)) {
                addIfUri(location, ocsp);
            } else if (method.equals(Oids.AD_CA_ISSUERS)) {
                addIfUri(location, issuers);
            }
        }
    }

    private static void addIfUri(Der generalName, List<String> uris) throws DerException {
        if ((generalName.at(0) & 0xff) == DerWriter.primitive(6)) {
            Der uri = new DerReader(generalName).content(DerWriter.primitive(6), "URI");
            uris.add(new String(uri.array(), uri.offset(), uri.length(), StandardCharsets.US_ASCII));
        }
    }

    Optional<BasicConstraints> constraints() {
        return Optional.ofNullable(basicConstraints);
    }
}
