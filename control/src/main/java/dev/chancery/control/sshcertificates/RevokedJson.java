package dev.chancery.control.sshcertificates;

import dev.chancery.control.v4.Rfc3339;
import java.util.List;

/** What a revocation answers. */
record RevokedJson(List<One> revoked) {
    /** A certificate. The number is text: it has 64 bits, and readers of JSON lose some. */
    record One(String serial, String keyId, String email, String principal, String expiresOn) {}

    static RevokedJson of(List<SignedCertificate> certificates) {
        return new RevokedJson(certificates.stream()
                .map(one -> new One(
                        one.serial().toString(),
                        one.keyId(),
                        one.email(),
                        one.principal(),
                        Rfc3339.seconds(one.validUntil())))
                .toList());
    }
}
