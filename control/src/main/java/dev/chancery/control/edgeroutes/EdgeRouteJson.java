package dev.chancery.control.edgeroutes;

import dev.chancery.control.v4.Rfc3339;

/** A route as the API shows it. */
record EdgeRouteJson(String hostname, String origin, String status, String createdOn, String modifiedOn) {
    static EdgeRouteJson of(EdgeRoute route) {
        return new EdgeRouteJson(
                route.hostname().ascii(),
                route.origin().toString(),
                route.status().word(),
                Rfc3339.micros(route.createdOn()),
                Rfc3339.micros(route.modifiedOn()));
    }
}
