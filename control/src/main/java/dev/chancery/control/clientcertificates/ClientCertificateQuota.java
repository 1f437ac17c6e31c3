package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.settings.Quota;
import dev.chancery.control.settings.SettingStore;
import java.util.OptionalLong;

/**
 * How many client certificates of a zone may be active at a time; revoking one makes room at once. A process keeps to what was
 * set when it started, because issuing asks the database nothing.
 *
 * <p>Replicas that issue in one zone at the same instant may together exceed it by what they issue in that instant.
 *
 * @param perZone the most; empty for no limit
 */
public record ClientCertificateQuota(OptionalLong perZone) {
    /** No limit, the default. */
    public static final ClientCertificateQuota UNLIMITED = new ClientCertificateQuota(OptionalLong.empty());

    /** At most so many. */
    public static ClientCertificateQuota of(long perZone) {
        return new ClientCertificateQuota(OptionalLong.of(perZone));
    }

    /** What the house allows, as its settings say now. */
    public static ClientCertificateQuota of(Database database) {
        return new ClientCertificateQuota(database.read(tx -> new SettingStore().limit(tx, Quota.CLIENT_CERTIFICATES)));
    }

    /** Refuses one more; asked in the write that adds it. */
    void demandRoom(Tx tx, ClientCertificateStore store, ZoneId zone) {
        if (perZone.isEmpty()) {
            return;
        }
        long most = perZone.getAsLong();
        long active = store.count(tx, zone, ClientCertificateStatus.ACTIVE)
                + store.count(tx, zone, ClientCertificateStatus.PENDING_REACTIVATION);
        if (active >= most) {
            throw ErrorCode.CLIENT_CERTIFICATE_QUOTA.refusal(
                    "Hit maximum certificate allocation: %d certificates per zone are allowed".formatted(most));
        }
    }
}
