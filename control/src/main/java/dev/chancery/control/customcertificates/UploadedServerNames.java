package dev.chancery.control.customcertificates;

import dev.chancery.control.db.Tx;
import dev.chancery.control.principal.ZoneId;
import dev.chancery.control.publishing.ServerNames;
import dev.chancery.trust.HostnamePattern;
import java.util.Set;

/** Tells for which hostnames a custom certificate was uploaded. */
public final class UploadedServerNames implements ServerNames {
    private final CustomCertificateStore store = new CustomCertificateStore();

    @Override
    public Set<HostnamePattern> uploaded(Tx tx, ZoneId zone) {
        return store.patterns(tx, zone);
    }
}
