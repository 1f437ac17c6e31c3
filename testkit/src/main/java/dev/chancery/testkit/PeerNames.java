package dev.chancery.testkit;

import dev.chancery.testkit.LimboCase.PeerName;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;

/**
 * Whom a certificate names, matched as RFC 9525 section 6 asks of clients. Chancery judges clients and never asks this: it is
 * here so that published cases of servers can be replayed.
 */
record PeerNames(List<GeneralName> names) {
    static PeerNames of(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            X509CertificateHolder certificate = (X509CertificateHolder) parser.readObject();
            GeneralNames names =
                    GeneralNames.fromExtensions(certificate.getExtensions(), Extension.subjectAlternativeName);
            return new PeerNames(names == null ? List.of() : List.of(names.getNames()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether each of the expected is named. */
    boolean areThoseOf(List<PeerName> expected) {
        return expected.stream().allMatch(peer -> names.stream().anyMatch(name -> matches(name, peer)));
    }

    private static boolean matches(GeneralName name, PeerName peer) {
        return switch (name.getTagNo()) {
            case GeneralName.dNSName -> peer.kind().equals("DNS") && isHost(text(name), peer.value());
            case GeneralName.iPAddress ->
                peer.kind().equals("IP")
                        && Arrays.equals(
                                ASN1OctetString.getInstance(name.getName()).getOctets(),
                                InetAddress.ofLiteral(peer.value()).getAddress());
            case GeneralName.rfc822Name ->
                peer.kind().equals("RFC822") && text(name).equals(peer.value());
            default -> false;
        };
    }

    private static String text(GeneralName name) {
        return ASN1IA5String.getInstance(name.getName()).getString();
    }

    /** An asterisk stands for the whole first label, and not for a host of a top-level domain. */
    private static boolean isHost(String pattern, String host) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("*.")) {
            return lower.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot + 1).equals(lower.substring(2)) && lower.indexOf('.', 2) > 0;
    }
}
