package dev.chancery.app;

import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.edges.EdgeRow;
import dev.chancery.control.edges.Recovery;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.revocation.CrlPublisher;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code chancery recover}: after the database was restored from a backup, and before the house is started again. */
@Command(
        name = "recover",
        description =
                "Say this after the database was restored from a backup and before the house is started again, with"
                        + " every replica stopped. What was revoked since the backup is then learned from the edges and"
                        + " revoked again: until each has told, none lets clients with certificates in.",
        mixinStandardHelpOptions = true)
final class RecoverCommand implements Runnable {
    @Mixin
    DataOptions dataOptions = new DataOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        DataFolder data = DataFolder.open(dataOptions.folder);
        SecureRandom random = new SecureRandom();
        InstantSource clock = InstantSource.system();
        try (Database database = Databases.open(dataOptions.url(data), random)) {
            Recovery.Begun begun = new Recovery(
                            database, new TrustLog(clock), new AuditLog(clock), CrlPublisher::makeAnew, random, clock)
                    .begin();
            tell(begun, spec.commandLine().getOut());
        }
    }

    private static void tell(Recovery.Begun begun, PrintWriter out) {
        out.printf("A new lineage begins at revision %s. Start the house now.%n", begun.head());
        if (begun.awaited().isEmpty()) {
            out.println("No edge had joined when the backup was made.");
            return;
        }
        out.println("No edge lets clients with certificates in before each of these has come and told what it believes"
                + " revoked; remove one that is gone for good with DELETE /accounts/{account_id}/edges/{id}:");
        for (EdgeRow edge : begun.awaited()) {
            out.printf("  %s  %s  %s%n", edge.id(), edge.name(), edge.address());
        }
    }
}
