package dev.chancery.control.revocationlists;

import dev.chancery.control.principal.AccountId;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The OCSP responder of an uploaded CA.
 *
 * @param authority the id of the CA
 * @param family the word of the family it was uploaded in
 * @param url where it is asked; null for the address each certificate names (RFC 5280 section 4.2.2.1)
 * @param createdOn since when it is asked, in microseconds
 * @param failure why a question brought no answer last, as a sentence; null if none failed
 * @param failedOn when that was, in microseconds
 */
public record OcspResponder(
        UUID authority,
        AccountId account,
        String family,
        @Nullable URI url,
        Instant createdOn,
        @Nullable String failure,
        @Nullable Instant failedOn) {}
