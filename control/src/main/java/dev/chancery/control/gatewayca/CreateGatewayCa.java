package dev.chancery.control.gatewayca;

import dev.chancery.control.audit.Action;
import dev.chancery.control.audit.AuditEntry;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ObjectKind;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Lane;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeptKey;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.SshCaKey;
import dev.chancery.control.principal.AccountAccess;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.refusal.Refusal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes the gateway CA of an account.
 *
 * <p>Refusals: the account has one already (12137, 409); an account that was deleted meanwhile (7003, 404); 1490 (503) while the
 * seal is missing.
 */
public final class CreateGatewayCa {
    private final Database database;
    private final KeyCustody keys;
    private final AuditLog audit;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final GatewayCaStore store = new GatewayCaStore();

    /**
     * @param ids where new ids come from
     */
    public CreateGatewayCa(
            Database database, KeyCustody keys, AuditLog audit, Supplier<UUID> ids, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @throws Refusal as the class says
     */
    public GatewayCa create(AccountAccess access) {
        database.read(tx -> store.find(tx, access.account())).ifPresent(CreateGatewayCa::refuse);
        SshCaKey key = SshCaKey.make(keys, access.account());
        GatewayCa ca = new GatewayCa(
                new GatewayCaId(ids.get()),
                access.account(),
                key.line(),
                key.kept().id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return database.write(Lane.GENERAL, tx -> keep(tx, access, ca, key.kept()));
    }

    private GatewayCa keep(Tx tx, AccountAccess access, GatewayCa ca, KeptKey key) {
        if (!LiveRow.ACCOUNT.hold(tx, access.account().hex())) {
            throw ErrorCode.INVALID_IDENTIFIER.refusal(
                    "Could not route to /accounts/%s, perhaps your object identifier is invalid?"
                            .formatted(access.account()));
        }
        keys.keep(tx, key);
        if (!store.insert(tx, ca)) {
            store.find(tx, access.account()).ifPresent(CreateGatewayCa::refuse);
        }
        audit.record(
                tx,
                AuditEntry.of(
                                access,
                                Action.CREATE,
                                ObjectKind.ACCESS_GATEWAY_CA,
                                ca.id().toString())
                        .with("public_key", ca.publicKey()));
        return ca;
    }

    private static void refuse(GatewayCa there) {
        throw ErrorCode.ACCESS_GATEWAY_CA_EXISTS.refusal(
                "access.api.error.gateway_ca_already_exists: %s (expected: none; GET lists it)".formatted(there.id()));
    }
}
