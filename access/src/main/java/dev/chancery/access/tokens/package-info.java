/** The tokens that say who somebody is: made, and read strictly. JWS with RS256 (RFC 7515, RFC 7519). */
@NullMarked
package dev.chancery.access.tokens;

import org.jspecify.annotations.NullMarked;
