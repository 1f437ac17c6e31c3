/**
 * {@code /zones/{zone_id}/edge/routes}, an extension: where edges send the requests of a hostname. With a route comes a server
 * certificate of the local CA for its hostname.
 */
@NullMarked
package dev.chancery.control.edgeroutes;

import org.jspecify.annotations.NullMarked;
