package dev.chancery.control.revocationlists;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.control.publishing.UploadedLists;
import dev.chancery.control.v4.Rfc3339;
import dev.chancery.pki.Crl;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A revocation list as the API shows it; its number is decimal. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RevocationListJson(
        String issuer,
        @Nullable String number,
        String thisUpdate,
        @Nullable String nextUpdate,
        int revoked,
        List<String> distributionPoints,
        String receivedOn) {
    static RevocationListJson of(UploadedLists.Kept list) {
        Crl crl = list.crl();
        return new RevocationListJson(
                crl.issuer().toString(),
                crl.number().map(BigInteger::toString).orElse(null),
                Rfc3339.seconds(crl.thisUpdate()),
                crl.nextUpdate().map(Rfc3339::seconds).orElse(null),
                crl.size(),
                crl.publishedAt(),
                Rfc3339.micros(list.receivedOn()));
    }
}
