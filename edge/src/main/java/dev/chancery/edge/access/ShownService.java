package dev.chancery.edge.access;

import dev.chancery.pki.Der;
import dev.chancery.trust.AccessConfig;
import dev.chancery.trust.AccessEntry;
import dev.chancery.trust.access.AccessAccount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service token as a machine showed it; of its secret only the digest is kept. */
final class ShownService {
    private final String clientId;
    private final String secretHash;

    private ShownService(String clientId, String secretHash) {
        this.clientId = clientId;
        this.secretHash = secretHash;
    }

    static ShownService of(String clientId, String secret) {
        return new ShownService(
                clientId, Der.of(secret.getBytes(StandardCharsets.UTF_8)).sha256Hex());
    }

    String clientId() {
        return clientId;
    }

    /** The token of an account that this is, if its secret is right and it has not ended. */
    Optional<AccessEntry.ServiceToken> of(AccessAccount account, AccessConfig access, Instant now) {
        return access.serviceToken(account, clientId)
                .filter(token -> isNow(token.expires(), now))
                .filter(token -> same(token.secretHash())
                        || (token.previousUntil() != null
                                && isNow(token.previousUntil(), now)
                                && same(token.previousHash())));
    }

    private static boolean isNow(@Nullable Instant end, Instant now) {
        return end == null || now.isBefore(end);
    }

    /** Takes as long whatever stands where. */
    private boolean same(@Nullable String hash) {
        return hash != null
                && MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.US_ASCII), secretHash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "ShownService[" + clientId + "]";
    }
}
