package dev.chancery.app;

import dev.chancery.control.issuing.CaPair;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.refusal.Refusal;
import dev.chancery.pki.Pem;
import java.util.Optional;

/** The file behind {@code CHANCERY_CA_FILE}: every certificate a client needs to verify this house and what it issues. */
final class CaFile {
    private CaFile() {}

    /**
     * Writes root, issuing CA and, with {@code --tls-local-ca}, the local root; while the keys are sealed and no CA was ever
     * made, only what there is.
     */
    static void write(DataFolder data, ManagedCas cas, Founding founding, Optional<String> localRoot) {
        StringBuilder text = new StringBuilder(4_096);
        try {
            CaPair pair = cas.pair(founding.account(), founding.actor());
            text.append(Pem.encode("CERTIFICATE", pair.root().certificate().der()));
            text.append(Pem.encode("CERTIFICATE", pair.issuing().certificate().der()));
        } catch (Refusal sealed) {
            text.append("# The keys are sealed: ").append(sealed.getMessage()).append('\n');
        }
        localRoot.ifPresent(text::append);
        DataFolder.write(data.caFile(), text.toString());
    }
}
