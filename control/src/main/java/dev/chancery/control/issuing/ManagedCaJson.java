package dev.chancery.control.issuing;

import dev.chancery.control.v4.Rfc3339;
import dev.chancery.pki.Certificate;

/**
 * A managed CA as the API shows it.
 *
 * @param issuing the issuing CA's certificate, PEM
 * @param root the root's certificate, PEM
 * @param notAfter the last instant of the issuing CA
 */
record ManagedCaJson(
        String id,
        String name,
        String rootId,
        String issuing,
        String root,
        String signature,
        String fingerprintSha256,
        String notBefore,
        String notAfter,
        String rootNotAfter,
        String certificateUrl,
        String ocspUrl,
        String createdOn) {
    static ManagedCaJson of(CaPair pair) {
        Authority authority = pair.issuing();
        Certificate issuing = authority.certificate();
        Certificate root = pair.root().certificate();
        return new ManagedCaJson(
                authority.id().toString(),
                Authority.NAME,
                pair.root().id().toString(),
                issuing.toPem(),
                root.toPem(),
                issuing.signatureName(),
                issuing.fingerprintSha256(),
                Rfc3339.seconds(issuing.notBefore()),
                Rfc3339.seconds(issuing.notAfter()),
                Rfc3339.seconds(root.notAfter()),
                authority.urls().certificate(),
                authority.urls().ocsp(),
                Rfc3339.micros(authority.createdOn()));
    }
}
