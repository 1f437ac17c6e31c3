package dev.chancery.control.explain;

import dev.chancery.control.v4.Rfc3339;
import dev.chancery.pki.Certificate;
import dev.chancery.trust.Refusal;
import dev.chancery.trust.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as the API shows it.
 *
 * @param verdict {@code admitted}, {@code refused}, {@code logged} (it would be refused, and the hostname only records) or
 *     {@code not_asked}
 * @param letsThrough whether the request goes on to its origin
 * @param reasons why it is refused, or would be; the first is the one an edge answers with
 * @param certificateAuthority the CA that stands for the client; null where none does
 * @param path leaf first, anchor last; empty where there is none
 * @param validUntil the first instant at which something on the path has expired
 */
record VerdictJson(
        String hostname,
        String lineage,
        long revision,
        String at,
        String verdict,
        boolean letsThrough,
        List<ReasonJson> reasons,
        @Nullable String certificateAuthority,
        List<CertificateJson> path,
        @Nullable String validUntil) {
    record ReasonJson(String code, String message) {}

    record CertificateJson(String subject, String issuer, String serialNumber, String fingerprintSha256) {
        static CertificateJson of(Certificate certificate) {
            return new CertificateJson(
                    certificate.subjectString(),
                    certificate.issuerString(),
                    certificate.serialHex(),
                    certificate.fingerprintSha256());
        }
    }

    static VerdictJson of(ExplainVerdict.Explained explained) {
        Verdict verdict = explained.verdict();
        Optional<Verdict.Admitted> admitted =
                verdict instanceof Verdict.Admitted good ? Optional.of(good) : Optional.empty();
        return new VerdictJson(
                explained.hostname().ascii(),
                explained.revision().lineage().hex(),
                explained.revision().number(),
                Rfc3339.micros(explained.at()),
                word(verdict),
                verdict.letsThrough(),
                verdict.refusal().map(VerdictJson::reason).stream().toList(),
                admitted.map(good -> good.authority().toString()).orElse(null),
                admitted.map(good ->
                                good.path().stream().map(CertificateJson::of).toList())
                        .orElse(List.of()),
                admitted.map(good -> Rfc3339.micros(good.until())).orElse(null));
    }

    private static ReasonJson reason(Refusal refusal) {
        return new ReasonJson(refusal.reason().code(), refusal.sentence());
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.NotAsked any -> "not_asked";
            case Verdict.Admitted any -> "admitted";
            case Verdict.Refused any -> "refused";
            case Verdict.Logged any -> "logged";
        };
    }
}
