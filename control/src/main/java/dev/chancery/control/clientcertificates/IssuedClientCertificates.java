package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.publishing.IssuedCertificates;
import dev.chancery.pki.CertStatus;
import dev.chancery.pki.RevocationEntry;
import dev.chancery.pki.RevocationReason;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Tells revocation lists and OCSP what became of the client certificates. */
public final class IssuedClientCertificates implements IssuedCertificates {
    private final ClientCertificateStore store = new ClientCertificateStore();

    @Override
    public CertStatus status(Tx tx, UUID ca, BigInteger serial) {
        if (serial.signum() <= 0) {
            return new CertStatus.Unknown();
        }
        return store.standing(tx, ca, serial)
                .map(IssuedClientCertificates::status)
                .orElseGet(CertStatus.Unknown::new);
    }

    private static CertStatus status(Standing standing) {
        return switch (standing.status()) {
            case ACTIVE -> new CertStatus.Good();
            case PENDING_REVOCATION, REVOKED, PENDING_REACTIVATION ->
                // The row keeps the instant for exactly as long as it is not active.
                new CertStatus.Revoked(
                        Objects.requireNonNull(standing.revokedAt()), Optional.of(RevocationReason.CERTIFICATE_HOLD));
        };
    }

    @Override
    public void revoked(Tx tx, UUID ca, long partition, Consumer<RevocationEntry> entries) {
        store.revoked(
                tx,
                ca,
                partition,
                entry -> entries.accept(
                        new RevocationEntry(entry.serial(), entry.revokedAt(), RevocationReason.CERTIFICATE_HOLD)));
    }
}
