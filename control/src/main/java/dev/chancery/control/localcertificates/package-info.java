/**
 * Server certificates of the house's local CA, for routed hostnames nobody uploaded a certificate for. One is made with the
 * route, kept as long as the route, renewed in time, and told to edges only while no uploaded certificate of the zone is for the
 * hostname: an exact name would otherwise win over an uploaded wildcard.
 */
@NullMarked
package dev.chancery.control.localcertificates;

import org.jspecify.annotations.NullMarked;
