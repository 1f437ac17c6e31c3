package dev.chancery.control.gatewayca;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.AccountId;
import dev.chancery.control.publishing.SshAuthority;
import dev.chancery.control.publishing.SshGateways;
import java.util.Optional;
import java.util.UUID;

/** Tells other features of the gateway CAs. */
public final class StoredGatewayCas implements SshGateways {
    private final GatewayCaStore store = new GatewayCaStore();

    @Override
    public Optional<SshAuthority> find(Tx tx, String id) {
        return GatewayCaId.parse(id).flatMap(ca -> store.find(tx, ca)).map(StoredGatewayCas::authority);
    }

    @Override
    public SshAuthority of(Tx tx, AccountId account, UUID id) {
        GatewayCaId ca = new GatewayCaId(id);
        return store.find(tx, ca)
                .filter(found -> found.account().equals(account))
                .map(StoredGatewayCas::authority)
                .orElseThrow(() -> DeleteGatewayCa.none(ca));
    }

    private static SshAuthority authority(GatewayCa ca) {
        return new SshAuthority(ca.id().toString(), ca.account(), ca.publicKey(), ca.key(), ca.createdOn());
    }
}
