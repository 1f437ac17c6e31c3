package dev.chancery.control.accessplane;

import dev.chancery.ca.DecryptionKey;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.control.samlcertificates.AssertionKeys;
import dev.chancery.pki.Certificate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What assertions are encrypted to, and which of them were used. */
public final class SamlAssertions {
    private final Database database;
    private final AssertionKeys keys;
    private final InstantSource clock;
    private final UsedAssertionStore store = new UsedAssertionStore();

    public SamlAssertions(Database database, AssertionKeys keys, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The current key of a certificate set, then the previous one; none without a set.
     *
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    public List<DecryptionKey> keys(AccountId account, Optional<UUID> set) {
        return set.map(id -> keys.of(account, new SamlCertificateSetId(id))).orElse(List.of());
    }

    /** What identity providers are to encrypt to. */
    public Optional<Certificate> current(AccountId account, UUID set) {
        return keys.current(account, new SamlCertificateSetId(set));
    }

    /**
     * Notes that an assertion is used; durable when this returns, and the same for every replica.
     *
     * @param until when nobody would believe it any more
     * @return whether this is the first time
     */
    public boolean use(UUID provider, String assertion, Instant until) {
        return database.write(Lane.GENERAL, tx -> store.insert(tx, provider, hash(assertion), until));
    }

    /** Lets go of what nobody would believe any more. */
    public void forgetExpired() {
        Instant now = clock.instant();
        database.write(Lane.GENERAL, tx -> {
            store.deleteExpired(tx, now);
            return true;
        });
    }

    private static String hash(String assertion) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(assertion.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
