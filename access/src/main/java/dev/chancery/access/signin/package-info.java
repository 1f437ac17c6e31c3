/**
 * How people sign in: the login page, the ways there are, and what becomes of it: a session of the organization, a token for the
 * application.
 */
@NullMarked
package dev.chancery.access.signin;

import org.jspecify.annotations.NullMarked;
