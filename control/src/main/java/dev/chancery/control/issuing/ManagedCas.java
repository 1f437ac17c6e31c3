package dev.chancery.control.issuing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chancery.ca.Issuer;
import dev.chancery.ca.LeafProfile;
import dev.chancery.ca.SigningKey;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.Actor;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.KeyPolicy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the managed CAs of the accounts, and makes an account's at its first use.
 *
 * <p>What is found stays in memory: certificates never change, and an issuer opened once signs until the process ends, so
 * issuing reads nothing from the database. Only the open CRL partition moves on; {@link PartitionRoller} tells of it.
 */
public final class ManagedCas {
    /** Kept at most; beyond them those used least are opened again. */
    private static final int MOST = 100_000;

    private final Database database;
    private final KeyCustody custody;
    private final ManagedCaBirth birth;
    private final KeyPolicy keys;
    private final SecureRandom random;
    private final InstantSource clock;
    private final AuthorityStore store = new AuthorityStore();
    private final Cache<UUID, Authority> authorities =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<UUID, OpenCa> open =
            Caffeine.newBuilder().maximumSize(MOST).build();
    private final Cache<AccountId, IssuingCa> issuing =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * @param birth makes CAs
     * @param keys the public keys client certificates may have
     */
    public ManagedCas(
            Database database,
            KeyCustody custody,
            ManagedCaBirth birth,
            KeyPolicy keys,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.custody = custody;
        this.birth = birth;
        this.keys = keys;
        this.random = random;
        this.clock = clock;
    }

    /** The public keys client certificates may have. */
    public KeyPolicy keys() {
        return keys;
    }

    /** The longest validity of a client certificate, in days of 24 hours. */
    public int longestDays() {
        return LeafProfile.LONGEST_DAYS;
    }

    /** The issuing CA of an account if it is open in memory already; never asks the database. */
    public Optional<IssuingCa> ready(AccountId account) {
        return Optional.ofNullable(issuing.getIfPresent(account));
    }

    /**
     * The issuing CA of an account, open; made if there is none.
     *
     * @param actor in whose name it is made
     * @throws Refusal {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503)
     */
    public IssuingCa issuing(AccountId account, Actor actor) {
        @Nullable IssuingCa ready = issuing.getIfPresent(account);
        return ready != null ? ready : issuing.get(account, missing -> prepare(missing, actor));
    }

    /**
     * The managed CA of an account, made if there is none. Works without the seal once it is there.
     *
     * @param actor in whose name it is made
     * @throws Refusal {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503) if it has to be made and cannot
     */
    public CaPair pair(AccountId account, Actor actor) {
        return database.read(tx -> pairInUse(tx, account)).orElseGet(() -> birth.make(account, actor));
    }

    /** A managed CA of any role, in use or retired. */
    public Optional<Authority> find(UUID id) {
        @Nullable Authority known = authorities.getIfPresent(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Authority> found = database.read(tx -> store.find(tx, id));
        found.ifPresent(authority -> authorities.put(id, authority));
        return found;
    }

    /**
     * A managed CA of any role with its key.
     *
     * @throws Refusal {@link dev.chancery.control.refusal.ErrorCode#SEALED} (503)
     */
    public Optional<OpenCa> open(UUID id) {
        return find(id).map(authority -> open.get(id, missing -> opened(authority)));
    }

    /** Has the next certificates of an account name this partition. */
    void moveTo(AuthorityStore.Partition partition) {
        find(partition.ca())
                .ifPresent(authority -> issuing.asMap()
                        .computeIfPresent(
                                authority.account(),
                                (account, ca) ->
                                        ca.authority().id().equals(partition.ca()) ? ca.at(partition.open()) : ca));
    }

    private IssuingCa prepare(AccountId account, Actor actor) {
        Authority authority = pair(account, actor).issuing();
        OpenCa ca = open.get(authority.id(), missing -> opened(authority));
        return IssuingCa.at(ca, authority.openPartition(), partition -> issuer(ca, partition));
    }

    private OpenCa opened(Authority authority) {
        SigningKey key = custody.open(authority.key());
        return new OpenCa(authority, key);
    }

    private Issuer issuer(OpenCa ca, long partition) {
        Authority authority = ca.authority();
        LeafProfile profile = new LeafProfile(keys, authority.urls().ofLeaf(partition), longestDays());
        return new Issuer(authority.certificate(), ca.key(), profile, random, clock);
    }

    private Optional<CaPair> pairInUse(Tx tx, AccountId account) {
        return store.inUse(tx, account, Authority.Role.ISSUING)
                .flatMap(issuer ->
                        issuer.issuer().flatMap(root -> store.find(tx, root)).map(root -> new CaPair(issuer, root)));
    }
}
