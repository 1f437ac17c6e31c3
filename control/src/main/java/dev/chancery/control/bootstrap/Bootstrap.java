package dev.chancery.control.bootstrap;

import dev.chancery.control.accounts.Account;
import dev.chancery.control.accounts.AccountStore;
import dev.chancery.control.accounts.AccountType;
import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccessChange;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.UserId;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.settings.SettingStore;
import dev.chancery.control.tokens.OwnerTokens;
import dev.chancery.control.tokens.TokenSecret;
import dev.chancery.control.users.User;
import dev.chancery.control.users.UserStore;
import dev.chancery.control.zones.Zone;
import dev.chancery.control.zones.ZoneName;
import dev.chancery.control.zones.ZoneStatus;
import dev.chancery.control.zones.ZoneStore;
import dev.chancery.control.zones.ZoneType;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seeds a fresh house, and finds what was seeded on every later start. Each call is one transaction; of several replicas that
 * start at once, one seeds and the others find.
 *
 * <p>Refuses nothing; throws {@link IllegalStateException} with one sentence if the zone's name belongs to another account, or
 * what was seeded first has been deleted since.
 */
public final class Bootstrap {
    static final String FIRST_USER = "first.user";
    /** The setting that names the account the house was founded with. */
    public static final String FIRST_ACCOUNT = "first.account";

    private static final String PART = "bootstrap";

    private final Database database;
    private final AuditLog audit;
    private final InstantSource clock;
    private final SecureRandom random;
    private final AccessChange change;
    private final SettingStore settings = new SettingStore();
    private final UserStore users = new UserStore();
    private final AccountStore accounts = new AccountStore();
    private final ZoneStore zones = new ZoneStore();
    private final OwnerTokens tokens;

    /**
     * What to begin with. On later starts the e-mail address and the account's name are not looked at; a zone that is not there
     * is added.
     *
     * @param email the first user's
     * @param accountName 1 to 100 characters
     * @param zone the first zone's name
     * @param unmetered whether the rate limit passes the owner token by (a local start)
     */
    public record Seed(String email, String accountName, ZoneName zone, boolean unmetered) {}

    /**
     * What there is.
     *
     * @param ownerToken the owner token's value, the one time it is made
     */
    public record Seeded(UserId user, AccountId account, ZoneId zone, Optional<TokenSecret> ownerToken) {}

    /**
     * @param change told that what principals reach has changed
     */
    public Bootstrap(Database database, AuditLog audit, InstantSource clock, SecureRandom random, AccessChange change) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
        this.change = change;
        this.tokens = new OwnerTokens(clock, random);
    }

    /** Makes sure that everything is there. */
    public Seeded ensure(Seed seed) {
        UserId newUser = new UserId(HexId.random(random));
        AccountId newAccount = new AccountId(HexId.random(random));
        return database.write(Lane.GENERAL, tx -> {
            change.in(tx);
            if (settings.claim(tx, FIRST_USER, newUser.hex())) {
                return first(tx, seed, newUser, newAccount);
            }
            UserId user = firstUser(tx);
            AccountId account = firstAccount(tx);
            tokens.meter(tx, seed.unmetered());
            return new Seeded(user, account, zone(tx, account, seed.zone()), Optional.empty());
        });
    }

    /**
     * Gives the owner token a new value, and back all its power if it was narrowed, disabled or deleted. Works on the database
     * alone, whether a server runs or not.
     *
     * @return the new value
     */
    public TokenSecret resetOwnerToken() {
        return database.write(Lane.GENERAL, tx -> {
            change.in(tx);
            TokenSecret secret = tokens.reset(tx, firstUser(tx));
            audit(
                    tx,
                    settings.get(tx, FIRST_ACCOUNT).map(AccountId::new).orElse(null),
                    Action.ROLL,
                    ObjectKind.TOKEN,
                    tokens.id(tx).orElseThrow().hex());
            return secret;
        });
    }

    private Seeded first(Tx tx, Seed seed, UserId user, AccountId account) {
        Instant now = clock.instant();
        users.insert(tx, new User(user, seed.email(), User.Profile.EMPTY, now));
        audit(tx, account, Action.CREATE, ObjectKind.USER, user.hex());
        accounts.insert(
                tx, new Account(account, seed.accountName(), AccountType.STANDARD, Account.Settings.DEFAULT, now));
        settings.put(tx, FIRST_ACCOUNT, account.hex());
        audit(tx, account, Action.CREATE, ObjectKind.ACCOUNT, account.hex());
        String membership = HexId.random(random);
        accounts.insertMember(tx, membership, user, account);
        audit(tx, account, Action.CREATE, ObjectKind.MEMBERSHIP, membership);
        ZoneId zone = zone(tx, account, seed.zone());
        TokenSecret secret = tokens.reset(tx, user);
        tokens.meter(tx, seed.unmetered());
        audit(
                tx,
                account,
                Action.CREATE,
                ObjectKind.TOKEN,
                tokens.id(tx).orElseThrow().hex());
        return new Seeded(user, account, zone, Optional.of(secret));
    }

    private ZoneId zone(Tx tx, AccountId account, ZoneName name) {
        Optional<Zone> there = zones.find(tx, account, name);
        if (there.isPresent()) {
            return there.get().id();
        }
        Instant now = clock.instant();
        Zone zone = new Zone(
                new ZoneId(HexId.random(random)),
                account,
                "",
                name,
                ZoneType.FULL,
                ZoneStatus.ACTIVE,
                false,
                false,
                List.of(),
                now,
                now,
                now);
        if (!zones.insert(tx, zone)) {
            throw new IllegalStateException("zone %s: belongs to another account already".formatted(name));
        }
        audit.record(
                tx,
                AuditEntry.byHouse(
                                PART,
                                account,
                                Action.CREATE,
                                ObjectKind.ZONE,
                                zone.id().hex())
                        .in(zone.id())
                        .with("name", name.ascii()));
        return zone.id();
    }

    private UserId firstUser(Tx tx) {
        return settings.get(tx, FIRST_USER)
                .map(UserId::new)
                .orElseThrow(() -> new IllegalStateException("no owner yet (expected: a first start before this)"));
    }

    private AccountId firstAccount(Tx tx) {
        return settings.get(tx, FIRST_ACCOUNT)
                .map(AccountId::new)
                .filter(account -> accounts.find(tx, account).isPresent())
                .orElseThrow(() -> new IllegalStateException(
                        "the first account was deleted (expected: it, or a database of its own)"));
    }

    private void audit(Tx tx, @Nullable AccountId account, Action action, ObjectKind kind, String objectId) {
        audit.record(tx, AuditEntry.byHouse(PART, account, action, kind, objectId));
    }
}
