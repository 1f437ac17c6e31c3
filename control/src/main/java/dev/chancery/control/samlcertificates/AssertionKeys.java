package dev.chancery.control.samlcertificates;

import dev.chancery.ca.DecryptionKey;
import dev.chancery.control.db.Database;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.SamlCertificateSetId;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys an assertion may be encrypted to, open, for whoever reads assertions. */
public final class AssertionKeys {
    private final Database database;
    private final KeyCustody keys;
    private final InstantSource clock;
    private final SamlCertificateStore store = new SamlCertificateStore();

    public AssertionKeys(Database database, KeyCustody keys, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The current key, then the previous one, those whose certificate has not expired.
     *
     * @return none if there is no such set
     * @throws Refusal 1490 (503) while the keys are sealed
     */
    public List<DecryptionKey> of(AccountId account, SamlCertificateSetId set) {
        Instant now = clock.instant();
        return database.read(tx -> store.find(tx, account, set)).stream()
                .flatMap(found -> Stream.of(Optional.of(found.current()), found.previous()))
                .flatMap(Optional::stream)
                .filter(each -> !each.certificate().notAfter().isBefore(now))
                .map(each -> keys.openForDecryption(each.key()))
                .toList();
    }

    /** The certificate identity providers are to encrypt to now. */
    public Optional<Certificate> current(AccountId account, SamlCertificateSetId set) {
        return database.read(tx -> store.find(tx, account, set))
                .map(found -> found.current().certificate());
    }
}
