package dev.chancery.bench.data;

import dev.chancery.bench.Csrs;
import dev.chancery.bench.load.Answer;
import dev.chancery.bench.load.Connection;
import dev.chancery.bench.load.HttpRequest;
import dev.chancery.bench.server.Checkout;
import dev.chancery.bench.server.PostgresServer;
import dev.chancery.bench.server.Processes;
import dev.chancery.bench.server.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A data folder and database with many certificates, filled once and found again by later runs.
 *
 * @param name what it is called in reports
 * @param plan how the product starts on it
 * @param store its database
 */
public record Filled(String name, Product.Plan plan, Store store) {

    private static final int PATTERNS = 64;

    /**
     * Finds or fills a database.
     *
     * @param server the PostgreSQL server to use, or null for SQLite
     * @param name letters only; names the folder and the database
     * @param rows how many certificates the zone has
     * @param statusOf the status of each ordinal
     */
    public static Filled prepare(@Nullable PostgresServer server, String name, long rows, LongFunction<Status> statusOf)
            throws IOException, SQLException {
        String engine = server == null ? "sqlite" : "postgresql";
        Path folder = Checkout.keptFolder("filled-" + engine + "-" + name + "-" + rows);
        String database = server == null ? "" : server.database("filled_" + name + "_" + rows);
        Product.Plan plan = Product.Plan.measured(folder, database);
        Path mark = folder.resolve("filled");
        if (Files.exists(mark)) {
            return new Filled(engine + " " + name, plan, store(folder, database));
        }
        System.out.printf("filling %s with %,d certificates (once; kept in %s)%n", engine, rows, folder);
        String zone = issuePatterns(plan);
        Store store = store(folder, database);
        Seeder.fill(store, zone, rows, statusOf);
        publishLists(plan, store);
        Files.writeString(mark, zone);
        return new Filled(engine + " " + name, plan, store);
    }

    private static Store store(Path folder, String database) throws IOException {
        return database.isEmpty() ? Store.sqlite(folder.resolve("data")) : Store.postgresql(database);
    }

    /** Lets the product build the revocation lists, so that no measurement stands beside that. */
    private static void publishLists(Product.Plan plan, Store store) throws IOException, SQLException {
        try (Product _ = Product.start(plan)) {
            for (int attempt = 0; attempt < 300; attempt++) {
                if (store.number("select count(*) from crl_partition where built_revision < changed_revision") == 0) {
                    return;
                }
                Processes.pause(1000);
            }
        }
        throw new IOException("the product did not build its revocation lists");
    }

    private static String issuePatterns(Product.Plan plan) throws IOException {
        try (Product product = Product.start(plan);
                Connection connection = Connection.to(product.address())) {
            for (String csr : Csrs.make(PATTERNS)) {
                Answer answer = connection.exchange(
                        HttpRequest.withBody("POST", product.certificates(""), product.token(), Csrs.creation(csr)));
                if (answer.status() != 200) {
                    throw new IOException("the product answered " + answer.status() + ": " + answer.body());
                }
            }
            return product.zone();
        }
    }
}
