package dev.chancery.control.house;

import dev.chancery.testkit.OpenSsl;
import java.nio.file.Path;

/**
 * What a contract over the whole house is given. All tests of a class share one house, each in an account of its own; one that
 * says something of the house as a whole opens one for itself with {@link #alone}.
 */
public interface HouseTest {
    /** The house of the class. */
    House house();

    /** This test's own account with its zone, made when first asked for; {@link House#account} makes more. */
    Tenant account();

    /** A house for this test alone, closed after it. */
    House alone(House.Plan plan);

    /** A fresh folder. */
    Path folder();

    /** The real openssl, in a folder of the test's own. */
    OpenSsl openssl();

    /** How the house of the class is made. */
    default House.Plan plan() {
        return House.Plan.standard();
    }

    /** A contract on the house as a whole: each of its tests has a house of its own, and the account it is seeded with. */
    interface Alone extends HouseTest {}
}
