package dev.chancery.control.revocation;

import dev.chancery.control.db.Database;
import dev.chancery.control.issuing.Authority;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.publishing.IssuedCertificates;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.CertId;
import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.OcspError;
import dev.chancery.pki.OcspRequest;
import dev.chancery.pki.SingleResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers an OCSP request (RFC 6960, RFC 5019) from what the certificates' rows say now.
 *
 * <p>It refuses nothing; errors are OCSP's own: {@code malformedRequest} for what cannot be read or is larger than
 * {@value OcspRequest#MAX_BYTES} bytes; {@code unauthorized} where a certificate asked about is of another issuer, or we have no
 * such CA; {@code tryLater} while the seal is missing; {@code internalError} where we failed. A serial number the CA never
 * issued is {@code unknown}.
 */
public final class AnswerOcsp {
    /** How long an answer may be relied on. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(AnswerOcsp.class);

    private final Database database;
    private final ManagedCas cas;
    private final OcspResponders responders;
    private final IssuedCertificates issued;
    private final InstantSource clock;

    public AnswerOcsp(
            Database database,
            ManagedCas cas,
            OcspResponders responders,
            IssuedCertificates issued,
            InstantSource clock) {
        this.database = database;
        this.cas = cas;
        this.responders = responders;
        this.issued = issued;
        this.clock = clock;
    }

    /**
     * Answers.
     *
     * @param ca the CA whose responder was asked
     * @param request DER of the OCSPRequest, as it was sent
     */
    public OcspReply answer(UUID ca, byte[] request) {
        try {
            OcspRequest asked = OcspRequest.parse(Der.of(request));
            Optional<Authority> authority = cas.find(ca).filter(found -> answersFor(found, asked));
            return authority
                    .<OcspReply>map(found -> sign(found, asked))
                    .orElseGet(() -> new OcspReply.Failed(OcspError.UNAUTHORIZED));
        } catch (DerException e) {
            return new OcspReply.Failed(OcspError.MALFORMED_REQUEST);
        } catch (Refusal e) {
            // The only refusal on this way is the seal's.
            return new OcspReply.Failed(OcspError.TRY_LATER);
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("ca", ca).setCause(e).log("an OCSP request could not be answered");
            return new OcspReply.Failed(OcspError.INTERNAL_ERROR);
        }
    }

    private static boolean answersFor(Authority ca, OcspRequest asked) {
        return switch (ca.role()) {
            // What a root signed names no responder.
            case ROOT -> false;
            case ISSUING -> asked.certIds().stream().allMatch(id -> id.isIssuedBy(ca.certificate()));
        };
    }

    private OcspReply sign(Authority ca, OcspRequest asked) {
        var signer = responders.of(ca);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant nextUpdate = now.plus(LIFETIME);
        List<SingleResponse> responses = database.read(tx -> asked.certIds().stream()
                .map((CertId id) -> new SingleResponse(id, issued.status(tx, ca.id(), id.serial()), now, nextUpdate))
                .toList());
        Der response = signer.sign(now, responses, asked.nonce());
        return new OcspReply.Signed(response, now, nextUpdate, asked.nonce().isPresent());
    }
}
