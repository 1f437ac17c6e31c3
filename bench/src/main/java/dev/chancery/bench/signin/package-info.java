/** People sign in: Chromium, Keycloak and the product, each a process of its own. */
@NullMarked
package dev.chancery.bench.signin;

import org.jspecify.annotations.NullMarked;
