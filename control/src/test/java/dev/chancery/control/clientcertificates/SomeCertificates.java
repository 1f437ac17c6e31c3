package dev.chancery.control.clientcertificates;

import dev.chancery.control.principal.ZoneId;
import dev.chancery.pki.Der;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;

/** Rows that look like client certificates; a store does not look inside them. Seeded, so a failure can be repeated. */
final class SomeCertificates {
    static final ZoneId ZONE = new ZoneId("0123456789abcdef0123456789abcdef");
    static final ZoneId OTHER_ZONE = new ZoneId("fedcba9876543210fedcba9876543210");
    static final UUID CA = UUID.fromString("11111111-2222-4333-8444-555555555555");
    static final Instant ISSUED = Instant.parse("2026-03-01T10:00:00Z");

    private final Random random;

    SomeCertificates(long seed) {
        this.random = new Random(seed);
    }

    NewClientCertificate next() {
        return next(ZONE);
    }

    synchronized NewClientCertificate next(ZoneId zone) {
        return new NewClientCertificate(
                new ClientCertificateId(HexFormat.of().formatHex(bytes(16))),
                zone,
                CA,
                new BigInteger(1, bytes(20)),
                Der.of(bytes(790)),
                Der.of(bytes(700)),
                null,
                365,
                ISSUED,
                ISSUED.plusSeconds(365 * 86_400),
                0);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
