package dev.chancery.control.clientcertificates;

import dev.chancery.control.db.Database;
import java.nio.file.Path;

/** What a contract over the whole house is given: an engine. One house serves all tests of a class, each in zones of its own. */
interface HouseTest {
    /** The house. */
    House house();

    /** The house's database. */
    default Database database() {
        return house().database();
    }

    /** A database of its own, for tests that need the whole house to themselves; closed by the test. */
    Database freshDatabase();

    /** A fresh folder. */
    Path folder();

    /** The real openssl in a fresh folder. */
    default OpenSsl openssl() {
        return new OpenSsl(folder());
    }

    /** A number the database knows. */
    default long number(Database in, String query) {
        return in.read(tx -> tx.sql(query).first(row -> row.number(1)).orElseThrow());
    }
}
