/**
 * The role access: people sign in, applications trust what it says of them, and SSH and SAML work for them. It answers under
 * {@code /cdn-cgi/access/}, at each organization's auth domain and behind the edge at the applications' hostnames.
 */
@NullMarked
package dev.chancery.access;

import org.jspecify.annotations.NullMarked;
