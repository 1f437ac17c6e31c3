package dev.chancery.pki;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a list is about: its issuing distribution point (RFC 5280 section 5.2.5).
 *
 * @param uris where it is published; empty when it is about certificates whatever they say of lists
 * @param hasForeignName whether it is published under a name that is no URI
 * @param onlyUserCerts whether it leaves CAs out
 * @param onlyCaCerts whether it leaves leaves out
 * @param partial whether it is of some reasons, of other CAs too, or of attribute certificates
 */
record CrlScope(
        List<String> uris, boolean hasForeignName, boolean onlyUserCerts, boolean onlyCaCerts, boolean partial) {
    /** All the CA issued. */
    static final CrlScope WHOLE = new CrlScope(List.of(), false, false, false, false);

    static CrlScope of(Extensions extensions) throws DerException {
        Optional<Der> value = extensions.value(Oids.ISSUING_DISTRIBUTION_POINT);
        if (value.isEmpty()) {
            return WHOLE;
        }
        DerReader outer = new DerReader(value.get());
        DerReader fields = outer.sequence("issuing distribution point");
        outer.end("issuing distribution point");
        List<String> uris = List.of();
        boolean foreign = false;
        if (fields.nextIs(DerWriter.constructed(0))) {
            DerReader name = fields.enter(DerWriter.constructed(0), "distribution point");
            uris = uris(name.element("name of the distribution point"));
            foreign = uris.isEmpty();
            name.end("name of the distribution point");
        }
        boolean users = flag(fields, 1);
        boolean cas = flag(fields, 2);
        boolean someReasons = fields.nextIs(DerWriter.primitive(3));
        if (someReasons) {
            fields.element("reasons");
        }
        boolean indirect = flag(fields, 4);
        boolean attributes = flag(fields, 5);
        fields.end("issuing distribution point");
        return new CrlScope(uris, foreign, users, cas, someReasons || indirect || attributes);
    }

    /** Of {@code fullName [0] GeneralNames}; none of {@code nameRelativeToCRLIssuer [1]}. */
    private static List<String> uris(Der name) throws DerException {
        DerReader reader = new DerReader(name);
        if (!reader.nextIs(DerWriter.constructed(0))) {
            return List.of();
        }
        DerReader names = reader.enter(DerWriter.constructed(0), "name of the distribution point");
        List<String> uris = new ArrayList<>(1);
        while (names.hasMore()) {
            if (GeneralName.parse(names, "name of the distribution point")
                    instanceof GeneralName.Uri(String uri, String _)) {
                uris.add(uri);
            }
        }
        return uris;
    }

    private static boolean flag(DerReader fields, int tag) throws DerException {
        if (!fields.nextIs(DerWriter.primitive(tag))) {
            return false;
        }
        Der content = fields.content(DerWriter.primitive(tag), "flag of the issuing distribution point");
        if (content.length() != 1) {
            throw new DerException("A flag of the issuing distribution point is not a BOOLEAN.");
        }
        return content.at(0) != 0;
    }

    /** Section 6.3.3 (b) (2): whether the certificate is one of those it is about. */
    boolean covers(Certificate certificate) {
        boolean kind = certificate.isCa() ? !onlyUserCerts : !onlyCaCerts;
        boolean place = uris.isEmpty()
                ? !hasForeignName
                : certificate.crlDistributionPoints().stream().anyMatch(uris::contains);
        return kind && place && !partial;
    }
}
