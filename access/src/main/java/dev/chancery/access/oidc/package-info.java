/** Sign-in with an OpenID Connect provider: code flow with PKCE (OpenID Connect Core 1.0 section 3.1, RFC 7636). */
@NullMarked
package dev.chancery.access.oidc;

import org.jspecify.annotations.NullMarked;
