package dev.chancery.control.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.publishing.Trust;
import dev.chancery.trust.Change;
import dev.chancery.trust.Config;
import dev.chancery.trust.TrustBundle;

/** What an edge that has just joined would be told. */
public final class Believed {
    private Believed() {}

    /** Everything about hostnames, in a house without revoked leaves; its digest is checked against the one beside the head. */
    public static Config config(House house) {
        Trust.Snapshot snapshot = new Trust(house.database(), new ClientCertificateStore()::revoked).snapshot();
        TrustBundle bundle = TrustBundle.EMPTY.with(
                snapshot.entries().stream().map(Change::put).toList());
        assertThat(bundle.digest()).isEqualTo(snapshot.head().digest());
        return bundle.config();
    }
}
