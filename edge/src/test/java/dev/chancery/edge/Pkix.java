package dev.chancery.edge;

import dev.chancery.edge.belief.Admission;
import dev.chancery.edge.belief.ClientChain;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.belief.Standing;
import dev.chancery.edge.belief.Verdict;
import dev.chancery.pki.Certificate;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Admits what the JDK's own path validation admits under the CAs of the site, but for the leaves revoked by fingerprint. */
record Pkix(Set<String> revoked) implements Admission {
    @Override
    public Standing judge(ServedSite site, ClientChain chain, Instant instant) {
        boolean valid = isValid(site, chain, instant);
        return _ -> {
            if (!valid) {
                return new Verdict.Refused("untrusted", "The certificate is under none of the CAs of this hostname.");
            }
            return revoked.contains(chain.leafSha256())
                    ? new Verdict.Refused("revoked", "The certificate is revoked.")
                    : Verdict.Admitted.YES;
        };
    }

    private static boolean isValid(ServedSite site, ClientChain chain, Instant instant) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            for (byte[] each : chain.certificates()) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(each)));
            }
            Set<TrustAnchor> anchors = new HashSet<>();
            for (Certificate each : Objects.requireNonNull(site.asked()).hints()) {
                byte[] pem = each.toPem().getBytes(StandardCharsets.US_ASCII);
                anchors.add(new TrustAnchor(
                        (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(pem)), null));
            }
            CertPath path = factory.generateCertPath(certificates);
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(instant));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
