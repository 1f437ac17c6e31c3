package dev.chancery.control.v4;

import java.util.List;

/** The routes of one feature. */
@FunctionalInterface
public interface Endpoints {
    /** Every route, in the order the contract lists them. */
    List<Route> routes();
}
