/**
 * {@code /zones/{zone_id}/certificate_authorities/hostname_associations}: which CA the clients of a hostname are judged by.
 *
 * <p>A zone has one list per authority: one for the account's managed CA, one for each uploaded CA. Replacing a list is a change
 * of trust: it takes the next revision in the transaction that makes it (DESIGN 4.2), and a replaced hostname stays pending
 * until every edge has heard.
 */
@NullMarked
package dev.chancery.control.hostnameassociations;

import org.jspecify.annotations.NullMarked;
