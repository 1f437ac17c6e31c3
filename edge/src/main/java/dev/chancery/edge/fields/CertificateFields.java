package dev.chancery.edge.fields;

import dev.chancery.edge.belief.ClientChain;
import dev.chancery.edge.belief.Forwarding;
import dev.chancery.pki.Certificate;
import dev.chancery.pki.Der;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What the origin hears of the client's certificate: worked out once for a connection, set on each of its requests.
 *
 * <p>Beyond the sizes the original allows (10 KiB for the leaf, 16 KiB for the rest of the chain, as encoded) a field of RFC 9440
 * is left out, so that an origin never reads half a certificate.
 */
public final class CertificateFields {
    /** Nothing is told. */
    public static final CertificateFields NONE = new CertificateFields(List.of());

    /** A structured field's byte sequence of the leaf may be as long as this. */
    static final int MOST_LEAF = 10 << 10;

    /** The structured fields of all other certificates together may be as long as this. */
    static final int MOST_CHAIN = 16 << 10;

    private static final AsciiString DER_BASE64 = AsciiString.cached("cf-client-cert-der-base64");
    private static final AsciiString SHA256 = AsciiString.cached("cf-client-cert-sha256");
    private static final AsciiString CLIENT_CERT = AsciiString.cached("client-cert");
    private static final AsciiString CLIENT_CERT_CHAIN = AsciiString.cached("client-cert-chain");

    private record Field(AsciiString name, AsciiString value) {}

    private final List<Field> fields;

    private CertificateFields(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * What is told of a chain that was admitted.
     *
     * @param path from its leaf to the anchor that vouches for it
     */
    public static CertificateFields of(ClientChain chain, List<Certificate> path, Forwarding forwarding) {
        if (!forwarding.any()) {
            return NONE;
        }
        List<Field> fields = new ArrayList<>();
        if (forwarding.der()) {
            fields.add(field(
                    DER_BASE64, Base64.getEncoder().encodeToString(chain.leaf().toByteArray())));
            fields.add(field(SHA256, chain.leafSha256()));
        }
        if (forwarding.rfc9440()) {
            rfc9440(chain, fields);
        }
        if (forwarding.fields()) {
            CertificateDescription.of(path).forEach((name, value) -> fields.add(field(AsciiString.of(name), value)));
        }
        return new CertificateFields(fields);
    }

    /** RFC 9440 section 2: byte sequences of structured fields (RFC 8941), the leaf apart from the others. */
    private static void rfc9440(ClientChain chain, List<Field> fields) {
        String leaf = sequence(chain.leaf());
        if (leaf.length() <= MOST_LEAF) {
            fields.add(field(CLIENT_CERT, leaf));
        }
        List<String> others = chain.certificates().stream()
                .skip(1)
                .map(CertificateFields::sequence)
                .toList();
        String list = String.join(", ", others);
        if (!list.isEmpty() && list.length() <= MOST_CHAIN) {
            fields.add(field(CLIENT_CERT_CHAIN, list));
        }
    }

    private static String sequence(Der der) {
        return ':' + Base64.getEncoder().encodeToString(der.toByteArray()) + ':';
    }

    private static Field field(AsciiString name, String value) {
        return new Field(name, AsciiString.of(value));
    }

    /** Sets them on a request, from which a client's own were removed before. */
    public void set(HttpHeaders request) {
        for (Field field : fields) {
            request.set(field.name(), field.value());
        }
    }
}
