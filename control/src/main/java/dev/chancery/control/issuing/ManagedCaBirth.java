package dev.chancery.control.issuing;

import dev.chancery.ca.DataKeyEnvelope;
import dev.chancery.ca.KeyPurpose;
import dev.chancery.ca.KeySpec;
import dev.chancery.ca.ManagedCa;
import dev.chancery.ca.ManagedCaFactory;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.audit.Outcome;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.DatabaseException;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.refusal.Refusal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes an account's managed CA: a root, an issuing CA under it, their sealed keys and their first CRL partitions, in one
 * commit with its audit entry. However many callers and replicas try at once, an account gets exactly one: a unique index lets
 * the first commit through, and everybody else takes what it made.
 */
public final class ManagedCaBirth {
    private final Database database;
    private final KeyCustody custody;
    private final AuditLog audit;
    private final PublicUrl publicUrl;
    private final KeySpec spec;
    private final ManagedCaFactory factory;
    private final SecureRandom random;
    private final InstantSource clock;
    private final AuthorityStore store = new AuthorityStore();

    /**
     * @param publicUrl the base of the addresses written into its certificates, for as long as they are valid
     * @param spec the kind of its keys
     */
    public ManagedCaBirth(
            Database database,
            KeyCustody custody,
            AuditLog audit,
            PublicUrl publicUrl,
            KeySpec spec,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.custody = custody;
        this.audit = audit;
        this.publicUrl = publicUrl;
        this.spec = spec;
        this.factory = new ManagedCaFactory(custody.vault(), random, clock);
        this.random = random;
        this.clock = clock;
    }

    /** Somebody else's commit came first. */
    private static final class Outrun extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Outrun() {
            super("another writer has just made the account's managed CA", null, false, false);
        }
    }

    /**
     * Makes the CA of an account that has none, or finds the one that was made meanwhile.
     *
     * @param actor in whose name
     * @throws Refusal {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503)
     */
    CaPair make(AccountId account, Actor actor) {
        UUID rootId = FreshId.from(random);
        UUID issuingId = FreshId.from(random);
        UUID rootKey = FreshId.from(random);
        UUID issuingKey = FreshId.from(random);
        CaUrls rootUrls = new CaUrls(publicUrl.base(), rootId);
        DataKeyEnvelope envelope = custody.dataKey(account);
        ManagedCa made = KeyCustody.unsealed(() ->
                factory.create(envelope, spec, rootKey.toString(), issuingKey.toString(), rootUrls.ofIssuingCa()));
        Instant now = clock.instant();
        CaPair pair = new CaPair(
                new Authority(
                        issuingId,
                        account,
                        Authority.Role.ISSUING,
                        Optional.of(rootId),
                        made.issuing(),
                        issuingKey,
                        new CaUrls(publicUrl.base(), issuingId),
                        CaUrls.FIRST_PARTITION,
                        now),
                new Authority(
                        rootId,
                        account,
                        Authority.Role.ROOT,
                        Optional.empty(),
                        made.root(),
                        rootKey,
                        rootUrls,
                        CaUrls.FIRST_PARTITION,
                        now));
        try {
            return database.write(Lane.GENERAL, tx -> write(tx, pair, made, actor));
        } catch (Outrun e) {
            return database.read(tx ->
                    new CaPair(inUse(tx, account, Authority.Role.ISSUING), inUse(tx, account, Authority.Role.ROOT)));
        }
    }

    private CaPair write(Tx tx, CaPair pair, ManagedCa made, Actor actor) {
        Authority root = pair.root();
        Authority issuing = pair.issuing();
        custody.keep(
                tx,
                KeptKey.of(
                        root.key(),
                        root.account(),
                        KeyPurpose.ROOT_CA,
                        root.certificate().publicKey(),
                        made.rootKey()));
        custody.keep(
                tx,
                KeptKey.of(
                        issuing.key(),
                        issuing.account(),
                        KeyPurpose.ISSUING_CA,
                        issuing.certificate().publicKey(),
                        made.issuingKey()));
        if (!store.insert(tx, root) || !store.insert(tx, issuing)) {
            // Takes the keys just written along.
            throw new Outrun();
        }
        audit.record(
                tx,
                new AuditEntry(
                        new AuditEntry.By.Caller(actor),
                        issuing.account(),
                        null,
                        Action.CREATE,
                        Outcome.SUCCESS,
                        ObjectKind.MANAGED_CA,
                        issuing.id().toString(),
                        Map.of("root_id", root.id().toString())));
        return pair;
    }

    private Authority inUse(Tx tx, AccountId account, Authority.Role role) {
        return store.inUse(tx, account, role)
                .orElseThrow(() -> new DatabaseException("the managed CA made meanwhile is gone again", null));
    }
}
