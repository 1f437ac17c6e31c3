package dev.chancery.pki;

import java.time.Instant;

/**
 * What is said about one certificate (RFC 6960 section 4.2.1).
 *
 * @param certId as asked
 * @param status what is known
 * @param thisUpdate when that was known to be right
 * @param nextUpdate when there will be newer information
 */
public record SingleResponse(CertId certId, CertStatus status, Instant thisUpdate, Instant nextUpdate) {
    byte[] encoded() {
        return DerWriter.sequence(
                certId.encoded().toByteArray(),
                status.encoded().toByteArray(),
                DerWriter.generalizedTime(thisUpdate),
                DerWriter.tlv(DerWriter.constructed(0), DerWriter.generalizedTime(nextUpdate)));
    }
}
